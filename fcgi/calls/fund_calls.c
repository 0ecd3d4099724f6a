/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/fund_calls.h"

#include "db/db.h"

enum problem fund_freeze(struct op *op, const char *session, const struct fund_change *c,
			 const char *amount, const char **json)
{
	static const struct db_stmt stmt = {
		"fund_freeze",
		"SELECT admin.freeze_funds($1::uuid, $2, $3::numeric, $4, $5::uuid)",
		5,
		.checks_input = true,
	};
	const char *const args[] = { session, c->account, amount, c->reason, c->key };

	return db_call(op, &stmt, args, json);
}

enum problem fund_list_holds(struct op *op, const char *session, const char *account,
			     const char **json)
{
	static const struct db_stmt stmt = {
		"fund_list_holds",
		"SELECT admin.list_holds($1::uuid, $2)",
		2,
		.checks_input = true,
	};
	const char *const args[] = { session, account };

	return db_call(op, &stmt, args, json);
}

enum problem fund_prepay(struct op *op, const char *session, const struct fund_change *c,
			 const char *order, const char *amount, const char **json)
{
	static const struct db_stmt stmt = {
		"fund_prepay",
		"SELECT admin.prepay($1::uuid, $2, $3, $4::numeric, $5, $6::uuid)",
		6,
		.checks_input = true,
	};
	const char *const args[] = { session, c->account, order, amount, c->reason, c->key };

	return db_call(op, &stmt, args, json);
}

enum problem fund_freeze_account(struct op *op, const char *session, const struct fund_change *c,
				 const char **json)
{
	static const struct db_stmt stmt = {
		"fund_freeze_account",
		"SELECT admin.freeze_account($1::uuid, $2, $3, $4::uuid)",
		4,
		.checks_input = true,
	};
	const char *const args[] = { session, c->account, c->reason, c->key };

	return db_call(op, &stmt, args, json);
}

enum problem fund_unfreeze_account(struct op *op, const char *session, const struct fund_change *c,
				   const char **json)
{
	static const struct db_stmt stmt = {
		"fund_unfreeze_account",
		"SELECT admin.unfreeze_account($1::uuid, $2, $3, $4::uuid)",
		4,
		.checks_input = true,
	};
	const char *const args[] = { session, c->account, c->reason, c->key };

	return db_call(op, &stmt, args, json);
}
