/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/usage_calls.h"

#include "db/db.h"

enum problem usage_add(struct op *op, const char *credential_hash, const char *body,
		       const char **json)
{
	static const struct db_stmt stmt = {
		"usage_add",
		"SELECT api.add_usage($1::bytea, $2::json)",
		2,
		.checks_input = true,
	};
	const char *const args[] = { credential_hash, body };

	return db_call(op, &stmt, args, json);
}
