/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/member_calls.h"

#include "db/db.h"

enum problem member_create(struct op *op, const char *session, const struct member_new *member,
			   const char **json)
{
	static const struct db_stmt stmt = {
		"member_create",
		"SELECT admin.create_member($1::uuid, $2, $3, $4, $5, $6, $7)",
		7,
		.checks_input = true,
	};
	const char *const args[] = {
		session,      member->account,	     member->login,  member->name,
		member->role, member->password_hash, member->reason,
	};

	return db_call(op, &stmt, args, json);
}

enum problem member_list(struct op *op, const char *session, const char *account, const char **json)
{
	static const struct db_stmt stmt = {
		"member_list",
		"SELECT admin.list_members($1::uuid, $2)",
		2,
		.checks_input = true,
	};
	const char *const args[] = { session, account };

	return db_call(op, &stmt, args, json);
}

enum problem member_set_password(struct op *op, const char *session, const char *login,
				 const char *password_hash, const char *reason, const char **json)
{
	static const struct db_stmt stmt = {
		"member_set_password",
		"SELECT admin.set_member_password($1::uuid, $2, $3, $4)",
		4,
		.checks_input = true,
	};
	const char *const args[] = { session, login, password_hash, reason };

	return db_call(op, &stmt, args, json);
}

enum problem member_set_state(struct op *op, const char *session, const char *login,
			      const char *state, const char *reason, const char **json)
{
	static const struct db_stmt stmt = {
		"member_set_state",
		"SELECT admin.set_member_state($1::uuid, $2, $3, $4)",
		4,
		.checks_input = true,
	};
	const char *const args[] = { session, login, state, reason };

	return db_call(op, &stmt, args, json);
}
