/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>

#include "core/op.h"

/* What a check found wrong; account and seq are NULL where it is about neither. */
struct verify_row {
	const char *account, *seq, *detail;
};

struct verify_found {
	unsigned long n;	 /* of all, of which only the first are in rows */
	struct verify_row *rows; /* by account and seq */
	size_t n_rows;
};

/* One look at the database as bc_read: all that follows sees the same books and changes nothing. */
enum problem verify_begin(struct op *op, const char *url);

/* A query of sql/verify; name is unique, name and sql live as long as op.  from_block may be NULL.
 */
enum problem verify_check(struct op *op, const char *name, const char *sql, const char *from_block,
			  struct verify_found *found);

/* A block as a digest file shows it, with the digest before, and an account that it anchors. */
struct verify_block {
	const char *number, *line, *previous, *heads, *account, *seq;
};

/* The blocks from first to last that there are, by number. */
enum problem verify_blocks(struct op *op, const char *first, const char *last,
			   struct verify_block **blocks, size_t *n);

/* A digest file as the database remembers it. */
struct verify_digest {
	const char *day, *sha256;
};

enum problem verify_digests(struct op *op, struct verify_digest **digests, size_t *n);

/*
 * How many of the blocks after block until are more than 25 hours older than the newest block:
 * a day and an hour in which their digest could be written. *first is the first of them.
 */
enum problem verify_unexported(struct op *op, const char *until, unsigned long *n,
			       const char **first);
