/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/account_calls.h"

#include "db/db.h"

enum problem account_create(struct op *op, const char *session, const struct account_new *account,
			    const char **json)
{
	static const struct db_stmt stmt = {
		"account_create",
		"SELECT admin.create_account($1::uuid, $2, $3, $4, $5, $6::json, $7)",
		7,
		.checks_input = true,
	};
	const char *const args[] = {
		session,	   account->code,      account->name,
		account->currency, account->time_zone, account->price_lists,
		account->reason,
	};

	return db_call(op, &stmt, args, json);
}

enum problem account_list(struct op *op, const char *session, const char **json)
{
	static const struct db_stmt stmt = {
		"account_list",
		"SELECT admin.list_accounts($1::uuid)",
		1,
		.checks_input = true,
	};
	const char *const args[] = { session };

	return db_call(op, &stmt, args, json);
}

enum problem account_get_balance(struct op *op, const char *session, const char *account,
				 const char *at, const char **json)
{
	static const struct db_stmt stmt = {
		"account_get_balance",
		"SELECT admin.get_balance($1::uuid, $2, $3::timestamptz)",
		3,
		.checks_input = true,
	};
	const char *const args[] = { session, account, at };

	return db_call(op, &stmt, args, json);
}

enum problem account_list_balances(struct op *op, const char *session, const char **json)
{
	static const struct db_stmt stmt = {
		"account_list_balances",
		"SELECT admin.list_balances($1::uuid)",
		1,
		.checks_input = true,
	};
	const char *const args[] = { session };

	return db_call(op, &stmt, args, json);
}

enum problem account_prove_books(struct op *op, const char *session, const char **json)
{
	static const struct db_stmt stmt = {
		"account_prove_books",
		"SELECT admin.prove_books($1::uuid)",
		1,
		.checks_input = true,
	};
	const char *const args[] = { session };

	return db_call(op, &stmt, args, json);
}
