/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/job_calls.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "db/db.h"

static bool is_true(const char *boolean)
{
	return boolean != NULL && strcmp(boolean, "t") == 0;
}

/* Above the role's own statement_timeout of 60 s: for a server that no longer answers. */
#define CALL_TIMEOUT_MS 90000

struct db *job_connect(const void *owner, const char *url)
{
	struct db *db = db_new(owner, url, "bc-jobs");

	db_set_timeout(db, CALL_TIMEOUT_MS);
	return db;
}

enum problem job_tick(struct op *op)
{
	static const struct db_stmt stmt = { "job_tick", "SELECT jobs.tick()", 0, false };
	const char *json;

	return db_call(op, &stmt, NULL, &json);
}

enum problem job_claim(struct op *op, const char *worker, const char *lease_seconds,
		       struct job **job)
{
	static const struct db_stmt stmt = {
		"job_claim",
		"SELECT id, kind, payload, attempts FROM jobs.claim($1, 1, $2::int)",
		2,
		false,
	};
	const char *const args[] = { worker, lease_seconds };
	struct db_rows *rows;
	enum problem p = db_call_rows(op, &stmt, args, &rows);

	*job = NULL;
	if (p != PROBLEM_NONE || db_rows_count(rows) == 0)
		return p;
	*job = mem_zero(op, struct job);
	(*job)->id = db_rows_get(rows, 0, "id");
	(*job)->kind = db_rows_get(rows, 0, "kind");
	(*job)->payload = db_rows_get(rows, 0, "payload");
	(*job)->attempts = (unsigned)strtoul(db_rows_get(rows, 0, "attempts"), NULL, 10);
	return PROBLEM_NONE;
}

enum problem job_finish(struct op *op, const struct job *job, const char *worker, bool *held)
{
	static const struct db_stmt stmt = {
		"job_finish",
		"SELECT jobs.finish($1::bigint, $2)",
		2,
		false,
	};
	const char *const args[] = { job->id, worker };
	const char *answer = NULL;
	enum problem p = db_call(op, &stmt, args, &answer);

	*held = is_true(answer);
	return p;
}

enum problem job_fail(struct op *op, const struct job *job, const char *worker, const char *error,
		      unsigned retry_seconds, bool *held)
{
	static const struct db_stmt stmt = {
		"job_fail",
		"SELECT jobs.fail($1::bigint, $2, $3, $4::int)",
		4,
		false,
	};
	const char *const args[] = { job->id, worker, error, mem_printf(op, "%u", retry_seconds) };
	const char *answer = NULL;
	enum problem p = db_call(op, &stmt, args, &answer);

	*held = is_true(answer);
	return p;
}

static enum problem take_step(struct op *op, const struct db_stmt *stmt, const char *const *args,
			      bool *is_done)
{
	struct db_rows *rows;
	enum problem p = db_call_rows(op, stmt, args, &rows);

	if (p != PROBLEM_NONE)
		return p;
	if (db_rows_count(rows) != 1)
		return op_fail(op, PROBLEM_INTERNAL, "%s gave %d rows", stmt->name,
			       db_rows_count(rows));
	*is_done = is_true(db_rows_get(rows, 0, "done"));
	return PROBLEM_NONE;
}

enum problem job_close_step(struct op *op, const struct job *job, const char *worker,
			    const char *lease_seconds, const char *batch, bool *is_done)
{
	static const struct db_stmt stmt = {
		"job_close_step",
		"SELECT done FROM jobs.close_step($1::bigint, $2, $3::int, $4::int)",
		4,
		false,
	};
	const char *const args[] = { job->id, worker, lease_seconds, batch };

	return take_step(op, &stmt, args, is_done);
}

enum problem job_sweep_step(struct op *op, const struct job *job, const char *worker,
			    const char *lease_seconds, const char *batch, bool *is_done)
{
	static const struct db_stmt stmt = {
		"job_sweep_step",
		"SELECT done FROM jobs.sweep_step($1::bigint, $2, $3::int, $4::int)",
		4,
		false,
	};
	const char *const args[] = { job->id, worker, lease_seconds, batch };

	return take_step(op, &stmt, args, is_done);
}
