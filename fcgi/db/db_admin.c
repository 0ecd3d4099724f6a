/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <string.h>

#include "core/mem.h"
#include "db/conn.h"

enum problem db_exec(struct op *op, const char *sql)
{
	enum problem p = conn_ensure(op);
	PGresult *res = NULL;

	if (p != PROBLEM_NONE)
		return p;
	if (PQsendQuery(op->db->conn, sql) == 1)
		res = conn_result(op);
	if (res != NULL && PQresultStatus(res) != PGRES_FATAL_ERROR)
		return PROBLEM_NONE;
	return conn_problem(op, NULL, res);
}

/* A copy that op owns of what libpq allocated; NULL stays NULL. */
static const char *take(struct op *op, char *text)
{
	const char *copy = text == NULL ? NULL : mem_strdup(op, text);

	PQfreemem(text);
	return copy;
}

enum problem db_encrypt_password(struct op *op, const char *role, const char *password,
				 const char **hash)
{
	enum problem p = conn_ensure(op);

	if (p != PROBLEM_NONE)
		return p;
	*hash = take(op, PQencryptPasswordConn(op->db->conn, password, role, "scram-sha-256"));
	if (*hash == NULL)
		return op_fail(op, PROBLEM_INTERNAL, "the password of %s can't be hashed", role);
	return PROBLEM_NONE;
}

enum problem db_quote_literal(struct op *op, const char *text, const char **quoted)
{
	enum problem p = conn_ensure(op);

	if (p != PROBLEM_NONE)
		return p;
	*quoted = take(op, PQescapeLiteral(op->db->conn, text, strlen(text)));
	if (*quoted == NULL)
		return op_fail(op, PROBLEM_BAD_REQUEST, "a text can't be quoted");
	return PROBLEM_NONE;
}

enum problem db_quote_identifier(struct op *op, const char *text, const char **quoted)
{
	enum problem p = conn_ensure(op);

	if (p != PROBLEM_NONE)
		return p;
	*quoted = take(op, PQescapeIdentifier(op->db->conn, text, strlen(text)));
	if (*quoted == NULL)
		return op_fail(op, PROBLEM_BAD_REQUEST, "a name can't be quoted");
	return PROBLEM_NONE;
}

const char *db_url_part(const void *ctx, const char *url, const char *keyword)
{
	PQconninfoOption *options = PQconninfoParse(url, NULL);
	const char *value = NULL;

	for (PQconninfoOption *o = options; o != NULL && o->keyword != NULL; o++)
		if (o->val != NULL && strcmp(o->keyword, keyword) == 0)
			value = mem_strdup(ctx, o->val);
	PQconninfoFree(options);
	return value;
}
