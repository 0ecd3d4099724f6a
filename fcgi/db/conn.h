/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <libpq-fe.h>

#include "db/db.h"

/* The inside of a connection, for the files of db/ only. */
struct db {
	PGconn *conn; /* NULL before the first call and after a time-out */
	const char *url, *application_name;
	int timeout_ms;
	bool may_be_read_only;
	const struct db_stmt **prepared; /* on this connection, n_prepared of them */
	int n_prepared;
};

/* Connect, or connect again when the connection turns out to be dead.  BUSY when it can't be. */
enum problem conn_ensure(struct op *op);

/* Forget the connection; the next call connects again. */
void conn_drop(struct db *db);

/*
 * Wait for the whole answer of what was sent; the last result, owned by op.
 * NULL: lost or too late, the connection is dropped.
 */
PGresult *conn_result(struct op *op);

/* The problem a failed result (or NULL) means; fills op and logs what isn't the caller's fault. */
enum problem conn_problem(struct op *op, const struct db_stmt *stmt, const PGresult *res);
