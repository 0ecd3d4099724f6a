/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "core/op.h"

/*
 * One connection to PostgreSQL, used by one thread.  It connects at the first call and again
 * after it was lost; statements are prepared at their first use on each connection.
 *
 * Failures: a lost or unreachable database is BUSY (never retried after the statement may
 * have run), 40001 and 40P01 are tried at most three times.  What the database said of LG
 * codes is left in op->detail, and the JSON pointer it gave as COLUMN in op->pointer.
 */
struct db_stmt {
	const char *name, *sql; /* name: unique in the program, letters and underscores */
	int n_args;		/* at most DB_ARGS_MAX; parameters are text, cast in sql */
	bool checks_input;	/* class 22 from it is the caller's fault: BAD_REQUEST */
};

enum { DB_ARGS_MAX = 16 };

struct db;
struct db_rows;

/* Owned by owner, which closes it.  url: a PostgreSQL URI or keyword string.  Never NULL. */
struct db *db_new(const void *owner, const char *url, const char *application_name);

/*
 * Give up on an answer after this long (default 0: wait for ever; the server's own
 * statement_timeout should end it long before).  Then the connection is dropped: BUSY.
 */
void db_set_timeout(struct db *db, int milliseconds);

/* Take a server that only reads, or a role that may only read, as well. */
void db_allow_read_only(struct db *db);

/* A connection stands, as far as the last call knows: false after it failed to connect or lost it.
 */
bool db_is_connected(const struct db *db);

/*
 * Run a statement as a transaction of its own and take its one value; *json is NULL for SQL
 * NULL and lives as long as op.  args may hold NULLs.
 */
enum problem db_call(struct op *op, const struct db_stmt *stmt, const char *const *args,
		     const char **json);

/* The same for statements that answer named columns; *rows lives as long as op. */
enum problem db_call_rows(struct op *op, const struct db_stmt *stmt, const char *const *args,
			  struct db_rows **rows);
int db_rows_count(const struct db_rows *rows);
/* NULL is SQL NULL; a column that isn't there is a bug and aborts. */
const char *db_rows_get(const struct db_rows *rows, int row, const char *column);

/* For bcctl init and migrate: any number of plain statements, without parameters. */
enum problem db_exec(struct op *op, const char *sql);

/* The hash that ALTER ROLE … PASSWORD takes, made here so that the password isn't sent. */
enum problem db_encrypt_password(struct op *op, const char *role, const char *password,
				 const char **hash);

/* text as SQL literal or identifier, quotes included, for db_exec; owned by op.  It connects. */
enum problem db_quote_literal(struct op *op, const char *text, const char **quoted);
enum problem db_quote_identifier(struct op *op, const char *text, const char **quoted);

/*
 * One part of a connection URL ("user", "password", "dbname", "host", "port"); owned by ctx,
 * NULL when the URL doesn't name it or can't be read.
 */
const char *db_url_part(const void *ctx, const char *url, const char *keyword);
