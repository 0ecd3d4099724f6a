/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>

/* What a digest file says; docs/money.md describes its lines. */
struct digest_text {
	const char *day;
	const char *previous;	  /* "none", or "NAME SHA256" of the file before */
	const char *first, *last; /* numbers of the blocks */
	const char *after;	  /* digest of the block before the first */
	const char **blocks;	  /* the lines of the blocks, n of them */
	size_t n;
};

/* text is cut up.  NULL, or what is wrong with it. */
const char *digest_text_read(const void *owner, char *text, struct digest_text *out);
