/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/clock_calls.h"

#include <stddef.h>

#include "db/db.h"

enum problem clock_show(struct op *op, const char **json)
{
	static const struct db_stmt stmt = {
		"clock_show",
		"SELECT app.clock_json()",
		0,
		false,
	};

	return db_call(op, &stmt, NULL, json);
}

enum problem clock_set(struct op *op, const char *instant, const char **json)
{
	static const struct db_stmt stmt = {
		"clock_set",
		"SELECT app.set_clock($1::timestamptz)",
		1,
		.checks_input = true,
	};
	const char *const args[] = { instant };

	return db_call(op, &stmt, args, json);
}
