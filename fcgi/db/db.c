/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "db/db.h"

#include <assert.h>
#include <string.h>
#include <unistd.h>

#include "core/mem.h"
#include "db/conn.h"

#define MAX_TRIES    3
#define TRY_PAUSE_US 10000

struct db_rows {
	const PGresult *res;
};

static int db_release(struct db *db)
{
	conn_drop(db);
	return 0;
}

struct db *db_new(const void *owner, const char *url, const char *application_name)
{
	struct db *db = mem_zero(owner, struct db);

	db->url = mem_strdup(db, url);
	db->application_name = mem_strdup(db, application_name);
	talloc_set_destructor(db, db_release);
	return db;
}

void db_set_timeout(struct db *db, int milliseconds)
{
	db->timeout_ms = milliseconds;
}

void db_allow_read_only(struct db *db)
{
	db->may_be_read_only = true;
}

bool db_is_connected(const struct db *db)
{
	return db->conn != NULL && PQstatus(db->conn) == CONNECTION_OK;
}

static bool is_prepared(const struct db *db, const struct db_stmt *stmt)
{
	for (int i = 0; i < db->n_prepared; i++)
		if (db->prepared[i] == stmt)
			return true;
	return false;
}

static PGresult *prepare(struct op *op, const struct db_stmt *stmt)
{
	struct db *db = op->db;
	PGresult *res = NULL;

	if (PQsendPrepare(db->conn, stmt->name, stmt->sql, stmt->n_args, NULL) == 1)
		res = conn_result(op);
	if (res != NULL && PQresultStatus(res) == PGRES_COMMAND_OK) {
		db->prepared = mem_grow(db, db->prepared, const struct db_stmt *,
					(unsigned)db->n_prepared + 1);
		db->prepared[db->n_prepared++] = stmt;
	}
	return res;
}

static bool is_sqlstate(const PGresult *res, const char *sqlstate)
{
	const char *have = res == NULL ? NULL : PQresultErrorField(res, PG_DIAG_SQLSTATE);

	return have != NULL && strcmp(have, sqlstate) == 0;
}

static bool is_ok(const PGresult *res)
{
	return res != NULL && PQresultStatus(res) == PGRES_TUPLES_OK;
}

/* The statement must be prepared again: it is unknown there, or its result type changed. */
static bool is_plan_lost(const PGresult *res)
{
	const char *routine;

	if (is_sqlstate(res, "26000"))
		return true;
	if (!is_sqlstate(res, "0A000"))
		return false;
	routine = PQresultErrorField(res, PG_DIAG_SOURCE_FUNCTION);
	return routine != NULL && strcmp(routine, "RevalidateCachedQuery") == 0;
}

/* One try, with one more when the plan was lost. */
static PGresult *run(struct op *op, const struct db_stmt *stmt, const char *const *args)
{
	struct db *db = op->db;
	PGresult *res = NULL;

	for (int try = 0; try < 2; try++) {
		if (!is_prepared(db, stmt)) {
			res = prepare(op, stmt);
			if (res == NULL || PQresultStatus(res) != PGRES_COMMAND_OK)
				return res;
		}
		if (PQsendQueryPrepared(db->conn, stmt->name, stmt->n_args, args, NULL, NULL, 0) !=
		    1)
			return NULL;
		res = conn_result(op);
		if (!is_plan_lost(res))
			return res;
		/* Names of all statements are void after DISCARD ALL: begin anew. */
		db->n_prepared = 0;
		if (PQsendQuery(db->conn, "DEALLOCATE ALL") != 1 || conn_result(op) == NULL)
			return NULL;
	}
	return res;
}

static enum problem call(struct op *op, const struct db_stmt *stmt, const char *const *args,
			 const PGresult **out)
{
	PGresult *res = NULL;

	assert(op->db != NULL && stmt->n_args <= DB_ARGS_MAX);
	for (int try = 1; try <= MAX_TRIES; try++) {
		enum problem p = conn_ensure(op);

		if (p != PROBLEM_NONE)
			return p;
		res = run(op, stmt, args);
		if (is_ok(res)) {
			*out = res;
			return PROBLEM_NONE;
		}
		if (!is_sqlstate(res, "40001") && !is_sqlstate(res, "40P01"))
			break;
		usleep((useconds_t)try * TRY_PAUSE_US);
	}
	return conn_problem(op, stmt, res);
}

enum problem db_call(struct op *op, const struct db_stmt *stmt, const char *const *args,
		     const char **json)
{
	const PGresult *res = NULL;
	enum problem p = call(op, stmt, args, &res);

	if (p != PROBLEM_NONE)
		return p;
	assert(PQntuples(res) == 1 && PQnfields(res) == 1);
	*json = PQgetisnull(res, 0, 0) ? NULL : PQgetvalue(res, 0, 0);
	return PROBLEM_NONE;
}

enum problem db_call_rows(struct op *op, const struct db_stmt *stmt, const char *const *args,
			  struct db_rows **rows)
{
	const PGresult *res = NULL;
	enum problem p = call(op, stmt, args, &res);

	if (p != PROBLEM_NONE)
		return p;
	*rows = mem_zero(op, struct db_rows);
	(*rows)->res = res;
	return PROBLEM_NONE;
}

int db_rows_count(const struct db_rows *rows)
{
	return PQntuples(rows->res);
}

const char *db_rows_get(const struct db_rows *rows, int row, const char *column)
{
	int field = PQfnumber(rows->res, column);

	assert(field >= 0 && row >= 0 && row < PQntuples(rows->res));
	return PQgetisnull(rows->res, row, field) ? NULL : PQgetvalue(rows->res, row, field);
}
