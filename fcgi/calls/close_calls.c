/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/close_calls.h"

#include <string.h>

#include "db/db.h"

static bool is_true(const char *boolean)
{
	return boolean != NULL && strcmp(boolean, "t") == 0;
}

enum problem close_run_step(struct op *op, const char *session, const char *site, const char *day,
			    const char *batch, struct close_step *step)
{
	static const struct db_stmt stmt = {
		"close_run_step",
		"SELECT step, n, done, day_end, already, faults "
		"FROM admin.close_step($1::uuid, $2, $3::date, $4::int)",
		4,
		.checks_input = true,
	};
	const char *const args[] = { session, site, day, batch };
	struct db_rows *rows;
	enum problem p = db_call_rows(op, &stmt, args, &rows);

	if (p != PROBLEM_NONE)
		return p;
	if (db_rows_count(rows) != 1)
		return op_fail(op, PROBLEM_INTERNAL, "a close step gave %d rows",
			       db_rows_count(rows));
	*step = (struct close_step){
		.step = db_rows_get(rows, 0, "step"),
		.n = db_rows_get(rows, 0, "n"),
		.is_done = is_true(db_rows_get(rows, 0, "done")),
		.day_end = db_rows_get(rows, 0, "day_end"),
		.was_closed = is_true(db_rows_get(rows, 0, "already")),
		.faults = db_rows_get(rows, 0, "faults"),
	};
	return PROBLEM_NONE;
}
