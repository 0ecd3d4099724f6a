/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/operator_calls.h"

#include <stddef.h>

#include "db/db.h"

void operator_connect(struct op *op, const char *url)
{
	op->db = db_new(op, url, "bcctl");
}

bool operator_is_unreached(const struct op *op)
{
	return op->db != NULL && !db_is_connected(op->db);
}

enum problem operator_open_session(struct op *op, const char *name, const char **session)
{
	static const struct db_stmt stmt = {
		"operator_open_session",
		"SELECT admin.open_session($1)",
		1,
		.checks_input = true,
	};
	const char *const args[] = { name };

	return db_call(op, &stmt, args, session);
}

enum problem operator_create(struct op *op, const char *session, const char *name,
			     const char *email, const char *reason, const char **json)
{
	static const struct db_stmt stmt = {
		"operator_create",
		"SELECT admin.create_operator($1::uuid, $2, $3, $4)",
		4,
		.checks_input = true,
	};
	const char *const args[] = { session, name, email, reason };

	return db_call(op, &stmt, args, json);
}

enum problem operator_list(struct op *op, const char *session, const char **json)
{
	static const struct db_stmt stmt = {
		"operator_list",
		"SELECT admin.list_operators($1::uuid)",
		1,
		.checks_input = true,
	};
	const char *const args[] = { session };

	return db_call(op, &stmt, args, json);
}
