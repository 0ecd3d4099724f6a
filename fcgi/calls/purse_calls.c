/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/purse_calls.h"

#include "db/db.h"

enum problem purse_list_vouchers(struct op *op, const char *session, const char *account,
				 const char **json)
{
	static const struct db_stmt stmt = {
		"purse_list_vouchers",
		"SELECT admin.list_vouchers($1::uuid, $2)",
		2,
		.checks_input = true,
	};
	const char *const args[] = { session, account };

	return db_call(op, &stmt, args, json);
}

enum problem purse_list_cards(struct op *op, const char *session, const char *account,
			      const char **json)
{
	static const struct db_stmt stmt = {
		"purse_list_cards",
		"SELECT admin.list_cards($1::uuid, $2)",
		2,
		.checks_input = true,
	};
	const char *const args[] = { session, account };

	return db_call(op, &stmt, args, json);
}

enum problem purse_freeze(struct op *op, const char *session, const struct purse_change *c,
			  const char **json)
{
	static const struct db_stmt stmt = {
		"purse_freeze",
		"SELECT admin.freeze_purse($1::uuid, $2, $3::uuid, $4, $5::uuid)",
		5,
		.checks_input = true,
	};
	const char *const args[] = { session, c->account, c->purse, c->reason, c->key };

	return db_call(op, &stmt, args, json);
}

enum problem purse_unfreeze(struct op *op, const char *session, const struct purse_change *c,
			    const char **json)
{
	static const struct db_stmt stmt = {
		"purse_unfreeze",
		"SELECT admin.unfreeze_purse($1::uuid, $2, $3::uuid, $4, $5::uuid)",
		5,
		.checks_input = true,
	};
	const char *const args[] = { session, c->account, c->purse, c->reason, c->key };

	return db_call(op, &stmt, args, json);
}

enum problem purse_void(struct op *op, const char *session, const struct purse_change *c,
			const char **json)
{
	static const struct db_stmt stmt = {
		"purse_void",
		"SELECT admin.void_purse($1::uuid, $2, $3::uuid, $4, $5::uuid)",
		5,
		.checks_input = true,
	};
	const char *const args[] = { session, c->account, c->purse, c->reason, c->key };

	return db_call(op, &stmt, args, json);
}

enum problem purse_buy_card(struct op *op, const char *session, const char *amount, const char *key,
			    const char **json)
{
	static const struct db_stmt stmt = {
		"purse_buy_card",
		"SELECT api.buy_card($1::uuid, $2, $3::uuid)",
		3,
		false,
	};
	const char *const args[] = { session, amount, key };

	return db_call(op, &stmt, args, json);
}

enum problem purse_activate(struct op *op, const char *session, const char *code_hash,
			    const char *key, const char **json)
{
	static const struct db_stmt stmt = {
		"purse_activate",
		"SELECT api.activate_voucher($1::uuid, $2::bytea, $3::uuid)",
		3,
		false,
	};
	const char *const args[] = { session, code_hash, key };

	return db_call(op, &stmt, args, json);
}
