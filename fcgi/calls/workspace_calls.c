/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/workspace_calls.h"

#include "db/db.h"

enum problem workspace_create(struct op *op, const char *session, const struct workspace_new *w,
			      const char **json)
{
	static const struct db_stmt stmt = {
		"workspace_create",
		"SELECT admin.create_workspace($1::uuid, $2, $3, $4, $5::json, $6, $7, $8)",
		8,
		.checks_input = true,
	};
	const char *const args[] = {
		session, w->site, w->code, w->name, w->retention, w->mode, w->logs_by, w->reason,
	};

	return db_call(op, &stmt, args, json);
}

enum problem workspace_bind(struct op *op, const char *session, const struct workspace_binding *w,
			    const char **json)
{
	static const struct db_stmt stmt = {
		"workspace_bind",
		"SELECT admin.bind_workspace($1::uuid, $2, $3, $4, $5::date, $6, $7)",
		7,
		.checks_input = true,
	};
	const char *const args[] = {
		session, w->site, w->code, w->account, w->from, w->settlement, w->reason,
	};

	return db_call(op, &stmt, args, json);
}

enum problem workspace_set(struct op *op, const char *session, const struct workspace_change *w,
			   const char **json)
{
	static const struct db_stmt stmt = {
		"workspace_set",
		"SELECT admin.set_workspace($1::uuid, $2, $3, $4, $5, $6::json, $7::date, $8)",
		8,
		.checks_input = true,
	};
	const char *const args[] = {
		session, w->site, w->code, w->mode, w->logs_by, w->retention, w->from, w->reason,
	};

	return db_call(op, &stmt, args, json);
}

enum problem workspace_list(struct op *op, const char *session, const char *account,
			    const char *site, const char **json)
{
	static const struct db_stmt stmt = {
		"workspace_list",
		"SELECT admin.list_workspaces($1::uuid, $2, $3)",
		3,
		.checks_input = true,
	};
	const char *const args[] = { session, account, site };

	return db_call(op, &stmt, args, json);
}
