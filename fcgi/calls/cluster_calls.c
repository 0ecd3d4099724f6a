/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/cluster_calls.h"

#include <string.h>

#include "calls/scram.h"
#include "core/mem.h"
#include "db/db.h"

/* text as a value of a libpq keyword string. */
static char *quote_keyword(struct op *op, const char *text)
{
	char *quoted = mem_strdup(op, "'");

	for (; *text != '\0'; text++)
		quoted = mem_append(quoted, "%s%c", *text == '\'' || *text == '\\' ? "\\" : "",
				    *text);
	return mem_append(quoted, "'");
}

static const char *url_with_database(struct op *op, const char *url, const char *database)
{
	static const char *const kept[] = { "host",	"hostaddr", "port",    "user",
					    "password", "passfile", "sslmode", "sslrootcert",
					    "sslcert",	"sslkey",   NULL };
	char *keywords = mem_printf(op, "dbname=%s", quote_keyword(op, database));

	for (size_t i = 0; kept[i] != NULL; i++) {
		const char *value = db_url_part(op, url, kept[i]);
		if (value != NULL)
			keywords =
				mem_append(keywords, " %s=%s", kept[i], quote_keyword(op, value));
	}
	return keywords;
}

void cluster_connect(struct op *op, const char *url, const char *database)
{
	op->db = db_new(op, database != NULL ? url_with_database(op, url, database) : url, "bcctl");
}

const char *cluster_url_part(struct op *op, const char *url, const char *part)
{
	return db_url_part(op, url, part);
}

static bool is_true(const char *boolean)
{
	return boolean != NULL && strcmp(boolean, "t") == 0;
}

static enum problem find_role(struct op *op, const char *name, struct db_rows **rows)
{
	static const struct db_stmt stmt = {
		"cluster_find_role",
		"SELECT rolcanlogin, rolinherit, rolpassword,"
		" rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls AS "
		"is_mighty,"
		" ARRAY(SELECT g.rolname::text FROM pg_auth_members AS m JOIN pg_roles AS g ON "
		"g.oid = m.roleid"
		"  WHERE m.member = a.oid)::text AS groups "
		"FROM pg_authid AS a WHERE rolname = $1",
		1,
		false,
	};
	const char *const args[] = { name };

	return db_call_rows(op, &stmt, args, rows);
}

/* As it should be: a role of that name with other powers would be a hole. */
static bool is_right(const struct db_rows *rows, const struct cluster_role *role)
{
	bool in_group = role->member_of == NULL ||
			strstr(db_rows_get(rows, 0, "groups"), role->member_of) != NULL;

	return is_true(db_rows_get(rows, 0, "rolcanlogin")) == role->can_login &&
	       is_true(db_rows_get(rows, 0, "rolinherit")) == role->inherits &&
	       !is_true(db_rows_get(rows, 0, "is_mighty")) && in_group;
}

enum problem cluster_ensure_role(struct op *op, const struct cluster_role *role, bool *changed)
{
	struct db_rows *rows;
	enum problem p = find_role(op, role->name, &rows);

	if (p != PROBLEM_NONE)
		return p;
	*changed = db_rows_count(rows) == 0 || !is_right(rows, role);
	if (!*changed)
		return PROBLEM_NONE;
	p = db_exec(op,
		    mem_printf(op, "%s ROLE %s %s", db_rows_count(rows) == 0 ? "CREATE" : "ALTER",
			       role->name, role->attributes));
	if (p == PROBLEM_NONE && role->member_of != NULL)
		p = db_exec(op, mem_printf(op, "GRANT %s TO %s", role->member_of, role->name));
	return p;
}

enum problem cluster_ensure_password(struct op *op, const char *role, const char *password,
				     bool *changed)
{
	struct db_rows *rows;
	const char *hash, *literal;
	enum problem p = find_role(op, role, &rows);

	if (p != PROBLEM_NONE)
		return p;
	if (db_rows_count(rows) == 0)
		return op_fail(op, PROBLEM_INTERNAL, "the role %s is gone", role);
	*changed = !scram_matches(db_rows_get(rows, 0, "rolpassword"), password);
	if (!*changed)
		return PROBLEM_NONE;
	p = db_encrypt_password(op, role, password, &hash);
	if (p != PROBLEM_NONE)
		return p;
	p = db_quote_literal(op, hash, &literal);
	if (p != PROBLEM_NONE)
		return p;
	return db_exec(op, mem_printf(op, "ALTER ROLE %s PASSWORD %s", role, literal));
}

enum problem cluster_ensure_database(struct op *op, const char *name, bool *changed)
{
	static const struct db_stmt stmt = {
		"cluster_find_database",
		"SELECT count(*)::text FROM pg_database WHERE datname = $1",
		1,
		false,
	};
	const char *const args[] = { name };
	const char *count, *identifier;
	enum problem p = db_call(op, &stmt, args, &count);

	if (p != PROBLEM_NONE)
		return p;
	*changed = strcmp(count, "0") == 0;
	if (!*changed)
		return PROBLEM_NONE;
	p = db_quote_identifier(op, name, &identifier);
	if (p != PROBLEM_NONE)
		return p;
	return db_exec(op, mem_printf(op,
				      "CREATE DATABASE %s TEMPLATE template0 ENCODING 'UTF8' "
				      "LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'",
				      identifier));
}

/* "true" or "false": the clock it was made with; NULL before it was. */
static enum problem find_clock(struct op *op, const char **settable)
{
	static const struct db_stmt has_table = {
		"cluster_has_deployment",
		"SELECT to_regclass('ops.deployment') IS NOT NULL",
		0,
		false,
	};
	static const struct db_stmt stmt = {
		"cluster_find_clock",
		"SELECT (SELECT settable_clock::text FROM ops.deployment)",
		0,
		false,
	};
	const char *found;
	enum problem p = db_call(op, &has_table, NULL, &found);

	*settable = NULL;
	if (p != PROBLEM_NONE || !is_true(found))
		return p;
	return db_call(op, &stmt, NULL, settable);
}

enum problem cluster_init_database(struct op *op, const char *init_sql, bool settable_clock,
				   bool *changed)
{
	const char *had;
	enum problem p = find_clock(op, &had);

	if (p != PROBLEM_NONE)
		return p;
	if (settable_clock && had != NULL && strcmp(had, "true") != 0)
		return op_fail(op, PROBLEM_CLOCK_NOT_SETTABLE,
			       "the database was made without --settable-clock and stays so");
	*changed = had == NULL;
	p = db_exec(op, "BEGIN");
	if (p == PROBLEM_NONE)
		p = db_exec(op, init_sql);
	if (p == PROBLEM_NONE && *changed)
		p = db_exec(op,
			    settable_clock
				    ? "INSERT INTO ops.deployment (settable_clock) VALUES (true)"
				    : "INSERT INTO ops.deployment (settable_clock) VALUES (false)");
	if (p == PROBLEM_NONE)
		return db_exec(op, "COMMIT");
	/* What failed is to be told, not what happens on the way back. */
	const char *detail = op->detail;
	db_exec(op, "ROLLBACK");
	op->detail = detail;
	return p;
}
