/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "ctl/ctl.h"

/* The opaque secret of a site and what the database keeps of it. */
struct credential {
	const char *text; /* bcs_… */
	const char *hash; /* \x and the hexadecimal sha256 of text */
};

/* A new one: 32 random bytes. */
struct credential *credential_make(const void *owner);

/* The one in text, of which white space around is no part; NULL when it is none. */
struct credential *credential_read(const void *owner, const char *text);

/*
 * The one in the file; *credential is NULL when there is no such file.  A file that
 * cannot be read or holds something else is refused.
 */
enum problem credential_load(struct ctl *ctl, const char *path, struct credential **credential);

/* Keeps it in a file of mode 0600, in place of the one there only with replace. */
enum problem credential_store(struct ctl *ctl, const char *path,
			      const struct credential *credential, bool replace);
