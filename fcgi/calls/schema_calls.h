/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/op.h"

/* What `bcctl migrate` needs; all texts are owned by op. */

/* A migration that was applied. */
struct schema_migration {
	const char *number, *name, *checksum;
};

/*
 * A function of the code schemas as the catalogue has it and as the books have it.  path is
 * "app/decimal.sql", or "migration:app/…" when a migration made it; hash NULL: not there;
 * checksum NULL: no book knows it.
 */
struct schema_function {
	const char *path, *hash, *checksum, *recorded_hash;
};

/* op->db as bc_owner.  Refused when the database isn't UTF8 or `bcctl init` hasn't been run. */
enum problem schema_connect(struct op *op, const char *url);

/*
 * Whether p came of another's lock and one more try is worth it; *tries, 0 at first, counts them.
 * Pauses before it says yes.
 */
bool schema_try_again(struct op *op, enum problem p, int *tries);

/* One migrator at a time; waits a while for another.  Held until the connection ends. */
enum problem schema_lock(struct op *op);

/* n of them, by number. */
enum problem schema_list_migrations(struct op *op, struct schema_migration **list, size_t *n);

/* Runs sql and books it, in one transaction unless it may not be in one. */
enum problem schema_apply_migration(struct op *op, const struct schema_migration *migration,
				    const char *sql, bool in_transaction);

enum problem schema_list_functions(struct op *op, struct schema_function **list, size_t *n);

/* One transaction around all function files: begin, run each, book each, commit. */
enum problem schema_begin(struct op *op);
enum problem schema_run(struct op *op, const char *sql);
enum problem schema_book_file(struct op *op, const char *path, const char *checksum);
/* Files that are no longer in the tree. */
enum problem schema_forget_files(struct op *op);
enum problem schema_commit(struct op *op);
/* Leaves op's detail as it is: what failed is to be told. */
void schema_rollback(struct op *op);
