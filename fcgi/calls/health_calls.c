/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/health_calls.h"

#include "core/version.h"
#include "db/db.h"

#define TEXT_OF(x) #x
#define TEXT(x)	   TEXT_OF(x)

enum problem health_ready(struct op *op, const char **json)
{
	static const struct db_stmt stmt = { "health_ready", "SELECT api.ready($1::int)", 1,
					     false };
	const char *const args[] = { TEXT(BC_SCHEMA_VERSION) };

	return db_call(op, &stmt, args, json);
}
