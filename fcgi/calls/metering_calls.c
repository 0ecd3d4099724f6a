/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/metering_calls.h"

#include "db/db.h"

enum problem metering_list_usage(struct op *op, const char *session, const struct usage_filter *f,
				 const char **json)
{
	static const struct db_stmt stmt = {
		"metering_list_usage",
		"SELECT admin.list_usage($1::uuid, $2::boolean, $3, $4, $5::date, "
		"$6::date, $7, $8::int)",
		8,
		.checks_input = true,
	};
	const char *const args[] = {
		session, f->not_billed, f->site,   f->workspace,
		f->from, f->until,	f->cursor, f->limit,
	};

	return db_call(op, &stmt, args, json);
}

enum problem metering_count_usage(struct op *op, const char *session, const char **json)
{
	static const struct db_stmt stmt = {
		"metering_count_usage",
		"SELECT admin.count_usage($1::uuid)",
		1,
		.checks_input = true,
	};
	const char *const args[] = { session };

	return db_call(op, &stmt, args, json);
}
