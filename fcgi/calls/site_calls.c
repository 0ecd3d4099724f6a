/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/site_calls.h"

#include "db/db.h"

enum problem site_create(struct op *op, const char *session, const struct site_new *site,
			 const char **json)
{
	static const struct db_stmt stmt = {
		"site_create",
		"SELECT admin.create_site($1::uuid, $2, $3, $4, $5, $6, $7::bytea)",
		7,
		.checks_input = true,
	};
	const char *const args[] = {
		session,
		site->code,
		site->name,
		site->zone,
		site->region,
		site->cloud,
		site->credential_hash,
	};

	return db_call(op, &stmt, args, json);
}

enum problem site_add_credential(struct op *op, const char *session, const char *site,
				 const char *credential_hash, const char *reason, const char **json)
{
	static const struct db_stmt stmt = {
		"site_add_credential",
		"SELECT admin.add_site_credential($1::uuid, $2, $3::bytea, $4)",
		4,
		.checks_input = true,
	};
	const char *const args[] = { session, site, credential_hash, reason };

	return db_call(op, &stmt, args, json);
}

enum problem site_list(struct op *op, const char *session, const char **json)
{
	static const struct db_stmt stmt = {
		"site_list",
		"SELECT admin.list_sites($1::uuid)",
		1,
		.checks_input = true,
	};
	const char *const args[] = { session };

	return db_call(op, &stmt, args, json);
}
