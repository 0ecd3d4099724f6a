/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/digest_calls.h"

#include <stddef.h>

#include "db/db.h"

static enum problem seal(struct op *op, const struct db_stmt *stmt, const char *const *args,
			 struct digest *digest)
{
	struct db_rows *rows;
	enum problem p = db_call_rows(op, stmt, args, &rows);

	if (p != PROBLEM_NONE)
		return p;
	*digest = (struct digest){
		.name = db_rows_get(rows, 0, "name"),
		.text = db_rows_get(rows, 0, "content"),
	};
	return PROBLEM_NONE;
}

enum problem digest_seal(struct op *op, const char *session, const char *day, struct digest *digest)
{
	static const struct db_stmt stmt = {
		"digest_seal",
		"SELECT name, content FROM admin.seal_digest($1::uuid, $2::date)",
		2,
		.checks_input = true,
	};
	const char *const args[] = { session, day };

	return seal(op, &stmt, args, digest);
}

enum problem digest_seal_job(struct op *op, const struct job *job, const char *worker,
			     struct digest *digest)
{
	static const struct db_stmt stmt = {
		"digest_seal_job",
		"SELECT name, content FROM jobs.seal_digest($1::bigint, $2)",
		2,
		false,
	};
	const char *const args[] = { job->id, worker };

	return seal(op, &stmt, args, digest);
}

enum problem digest_make_block(struct op *op)
{
	static const struct db_stmt stmt = { "digest_make_block", "SELECT jobs.make_block()::text",
					     0, false };
	const char *number;

	return db_call(op, &stmt, NULL, &number);
}
