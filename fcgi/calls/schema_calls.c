/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/schema_calls.h"

#include <string.h>
#include <unistd.h>

#include "core/mem.h"
#include "db/db.h"

/* Tries of what may find a table locked: 2 s each, then half a second's peace. */
#define MAX_TRIES 10
#define PAUSE_US  500000

/* The functions of the code schemas under the name of the file they should stand in. */
#define CATALOGUE                                                                                  \
	"SELECT n.nspname || '/' || f.proname || '.sql' AS path,"                                  \
	" encode(sha256(convert_to(string_agg(pg_get_functiondef(f.oid), '' ORDER BY "             \
	"pg_get_function_identity_arguments(f.oid) COLLATE \"C\"), 'UTF8')), 'hex') AS hash "      \
	"FROM pg_proc AS f JOIN pg_namespace AS n ON n.oid = f.pronamespace "                      \
	"WHERE n.nspname IN ('app', 'api', 'admin', 'jobs') AND f.prokind IN ('f', 'p') "          \
	"GROUP BY 1"

static bool is_true(const char *boolean)
{
	return boolean != NULL && strcmp(boolean, "t") == 0;
}

enum problem schema_connect(struct op *op, const char *url)
{
	static const struct db_stmt stmt = {
		"schema_check_database",
		"SELECT pg_encoding_to_char(encoding) = 'UTF8' AS is_utf8,"
		" to_regclass('ops.migration') IS NOT NULL AS is_made "
		"FROM pg_database WHERE datname = current_database()",
		0,
		false,
	};
	struct db_rows *rows;

	op->db = db_new(op, url, "bcctl");
	enum problem p = db_exec(op, "SET ROLE bc_owner; SET lock_timeout = '2s'; "
				     "SET statement_timeout = 0");
	if (p != PROBLEM_NONE)
		return p;
	p = db_call_rows(op, &stmt, NULL, &rows);
	if (p != PROBLEM_NONE)
		return p;
	if (!is_true(db_rows_get(rows, 0, "is_utf8")))
		return op_fail(op, PROBLEM_FORBIDDEN, "the database must have the encoding UTF8");
	if (!is_true(db_rows_get(rows, 0, "is_made")))
		return op_fail(op, PROBLEM_FORBIDDEN, "`bcctl init` has not been run here");
	return PROBLEM_NONE;
}

/* A lock_timeout or a deadlock is BUSY with the connection still there: worth another try. */
bool schema_try_again(struct op *op, enum problem p, int *tries)
{
	if (p != PROBLEM_BUSY || !db_is_connected(op->db) || ++*tries >= MAX_TRIES)
		return false;
	usleep(PAUSE_US);
	return true;
}

enum problem schema_lock(struct op *op)
{
	enum problem p;
	int tries = 0;

	do
		p = db_exec(op, "SELECT pg_advisory_lock(hashtextextended('bcctl migrate', 0))");
	while (schema_try_again(op, p, &tries));
	return tries < MAX_TRIES ? p : op_fail(op, p, "another migration is running");
}

enum problem schema_list_migrations(struct op *op, struct schema_migration **list, size_t *n)
{
	static const struct db_stmt stmt = {
		"schema_list_migrations",
		"SELECT number::text, name, checksum FROM ops.migration ORDER BY migration.number",
		0,
		false,
	};
	struct db_rows *rows;
	enum problem p = db_call_rows(op, &stmt, NULL, &rows);

	if (p != PROBLEM_NONE)
		return p;
	*n = (size_t)db_rows_count(rows);
	*list = mem_array(op, struct schema_migration, *n + 1);
	for (size_t i = 0; i < *n; i++)
		(*list)[i] = (struct schema_migration){
			.number = db_rows_get(rows, (int)i, "number"),
			.name = db_rows_get(rows, (int)i, "name"),
			.checksum = db_rows_get(rows, (int)i, "checksum"),
		};
	return PROBLEM_NONE;
}

/* What a migration made in the code schemas is its own, and known as such to the drift check. */
static enum problem book_migration(struct op *op, const struct schema_migration *migration)
{
	static const struct db_stmt stmt = {
		"schema_book_migration",
		"WITH catalogue AS (" CATALOGUE "), book AS ("
		" INSERT INTO ops.migration (number, name, checksum) VALUES ($1::int, $2, $3)),"
		" gone AS (DELETE FROM ops.function_file AS r WHERE r.path LIKE 'migration:%'"
		"  AND NOT EXISTS (SELECT FROM catalogue AS c WHERE 'migration:' || c.path = "
		"r.path)) "
		"INSERT INTO ops.function_file (path, checksum, catalog_hash)"
		" SELECT 'migration:' || c.path, $3, c.hash FROM catalogue AS c"
		" WHERE NOT EXISTS (SELECT FROM ops.function_file AS r WHERE r.path = c.path)"
		" ON CONFLICT (path) DO UPDATE SET checksum = excluded.checksum,"
		"  catalog_hash = excluded.catalog_hash"
		"  WHERE function_file.catalog_hash <> excluded.catalog_hash "
		"RETURNING 1",
		3,
		false,
	};
	const char *const args[] = { migration->number, migration->name, migration->checksum };
	struct db_rows *rows;

	return db_call_rows(op, &stmt, args, &rows);
}

static enum problem apply_once(struct op *op, const struct schema_migration *migration,
			       const char *sql, bool in_transaction)
{
	enum problem p = PROBLEM_NONE;

	if (in_transaction)
		p = db_exec(op, "BEGIN");
	if (p == PROBLEM_NONE)
		p = db_exec(op, sql);
	if (p == PROBLEM_NONE)
		p = book_migration(op, migration);
	if (p == PROBLEM_NONE && in_transaction)
		p = db_exec(op, "COMMIT");
	if (p != PROBLEM_NONE && in_transaction)
		schema_rollback(op);
	return p;
}

enum problem schema_apply_migration(struct op *op, const struct schema_migration *migration,
				    const char *sql, bool in_transaction)
{
	enum problem p;
	int tries = 0;

	do
		p = apply_once(op, migration, sql, in_transaction);
	while (schema_try_again(op, p, &tries));
	return p;
}

enum problem schema_list_functions(struct op *op, struct schema_function **list, size_t *n)
{
	static const struct db_stmt stmt = {
		"schema_list_functions",
		"WITH catalogue AS (" CATALOGUE ") "
		"SELECT coalesce(r.path, c.path) AS path, c.hash, r.checksum, r.catalog_hash "
		"FROM catalogue AS c FULL JOIN ops.function_file AS r"
		" ON c.path = replace(r.path, 'migration:', '') ORDER BY 1",
		0,
		false,
	};
	struct db_rows *rows;
	enum problem p = db_call_rows(op, &stmt, NULL, &rows);

	if (p != PROBLEM_NONE)
		return p;
	*n = (size_t)db_rows_count(rows);
	*list = mem_array(op, struct schema_function, *n + 1);
	for (size_t i = 0; i < *n; i++)
		(*list)[i] = (struct schema_function){
			.path = db_rows_get(rows, (int)i, "path"),
			.hash = db_rows_get(rows, (int)i, "hash"),
			.checksum = db_rows_get(rows, (int)i, "checksum"),
			.recorded_hash = db_rows_get(rows, (int)i, "catalog_hash"),
		};
	return PROBLEM_NONE;
}

enum problem schema_begin(struct op *op)
{
	return db_exec(op, "BEGIN; SET LOCAL check_function_bodies = off");
}

enum problem schema_run(struct op *op, const char *sql)
{
	return db_exec(op, sql);
}

enum problem schema_book_file(struct op *op, const char *path, const char *checksum)
{
	static const struct db_stmt stmt = {
		"schema_book_file",
		"WITH catalogue AS (" CATALOGUE "), own AS ("
		" DELETE FROM ops.function_file WHERE path = 'migration:' || $1) "
		"INSERT INTO ops.function_file (path, checksum, catalog_hash)"
		" VALUES ($1, $2, (SELECT c.hash FROM catalogue AS c WHERE c.path = $1))"
		" ON CONFLICT (path) DO UPDATE SET checksum = excluded.checksum,"
		" catalog_hash = excluded.catalog_hash RETURNING 1",
		2,
		false,
	};
	const char *const args[] = { path, checksum };
	struct db_rows *rows;

	return db_call_rows(op, &stmt, args, &rows);
}

enum problem schema_forget_files(struct op *op)
{
	return db_exec(op, "DELETE FROM ops.function_file WHERE path NOT LIKE 'migration:%'");
}

enum problem schema_commit(struct op *op)
{
	return db_exec(op, "COMMIT");
}

void schema_rollback(struct op *op)
{
	const char *detail = op->detail, *pointer = op->pointer;

	if (db_is_connected(op->db))
		db_exec(op, "ROLLBACK");
	op->detail = detail;
	op->pointer = pointer;
}
