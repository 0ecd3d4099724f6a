/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/catalogue_calls.h"

#include "db/db.h"

enum problem catalogue_import(struct op *op, const char *session, const struct catalogue_import *in,
			      const char **json)
{
	static const struct db_stmt stmt = {
		"catalogue_import",
		"SELECT admin.import_catalogue($1::uuid, $2::json, $3::json, $4::date, $5)",
		5,
		.checks_input = true,
	};
	const char *const args[] = {
		session, in->items, in->prices, in->effective_from, in->reason,
	};

	return db_call(op, &stmt, args, json);
}

enum problem catalogue_list(struct op *op, const char *session, const char **json)
{
	static const struct db_stmt stmt = {
		"catalogue_list",
		"SELECT admin.list_catalogue($1::uuid)",
		1,
		.checks_input = true,
	};
	const char *const args[] = { session };

	return db_call(op, &stmt, args, json);
}
