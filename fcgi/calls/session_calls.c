/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/session_calls.h"

#include <stddef.h>

#include "db/db.h"

/* The one row that a door must answer. */
static enum problem one_row(struct op *op, const struct db_stmt *stmt, const char *const *args,
			    struct db_rows **rows)
{
	enum problem p = db_call_rows(op, stmt, args, rows);

	if (p == PROBLEM_NONE && db_rows_count(*rows) != 1)
		return op_fail(op, PROBLEM_INTERNAL, "%s gave %d rows", stmt->name,
			       db_rows_count(*rows));
	return p;
}

enum problem session_begin(struct op *op, const char *login, const char *address,
			   struct sign_in *sign_in)
{
	static const struct db_stmt stmt = {
		"session_begin",
		"SELECT attempt, password_hash FROM api.begin_sign_in($1, $2)",
		2,
		false,
	};
	const char *const args[] = { login, address };
	struct db_rows *rows;
	enum problem p = one_row(op, &stmt, args, &rows);

	if (p != PROBLEM_NONE)
		return p;
	*sign_in = (struct sign_in){
		.attempt = db_rows_get(rows, 0, "attempt"),
		.password_hash = db_rows_get(rows, 0, "password_hash"),
	};
	return PROBLEM_NONE;
}

static enum problem take_session(struct op *op, const struct db_stmt *stmt, const char *const *args,
				 struct session *session)
{
	struct db_rows *rows;
	enum problem p = one_row(op, stmt, args, &rows);

	if (p != PROBLEM_NONE)
		return p;
	*session = (struct session){
		.id = db_rows_get(rows, 0, "session"),
		.expires_at = db_rows_get(rows, 0, "session_expires_at"),
		.refresh_seconds = db_rows_get(rows, 0, "refresh_seconds"),
	};
	return PROBLEM_NONE;
}

enum problem session_open(struct op *op, const char *attempt, const char *refresh_hash,
			  struct session *session)
{
	static const struct db_stmt stmt = {
		"session_open",
		"SELECT session, session_expires_at, refresh_seconds "
		"FROM api.open_session($1::uuid, $2::bytea)",
		2,
		false,
	};
	const char *const args[] = { attempt, refresh_hash };

	return take_session(op, &stmt, args, session);
}

enum problem session_rotate(struct op *op, const char *old_hash, const char *new_hash,
			    struct session *session)
{
	static const struct db_stmt stmt = {
		"session_rotate",
		"SELECT session, session_expires_at, refresh_seconds "
		"FROM api.rotate_session($1::bytea, $2::bytea)",
		2,
		false,
	};
	const char *const args[] = { old_hash, new_hash };

	return take_session(op, &stmt, args, session);
}

enum problem session_close(struct op *op, const char *session)
{
	static const struct db_stmt stmt = {
		"session_close",
		"SELECT api.close_session($1::uuid)",
		1,
		false,
	};
	const char *const args[] = { session };
	const char *json;

	return db_call(op, &stmt, args, &json);
}
