/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/purse_calls.h"

#include "db/db.h"

enum problem purse_grant_voucher(struct op *op, const char *session, const struct grant *g,
				 const char **json)
{
	static const struct db_stmt stmt = {
		"purse_grant_voucher",
		"SELECT admin.grant_voucher($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, "
		"$10::uuid)",
		10,
		.checks_input = true,
	};
	const char *const args[] = {
		session,       g->account, g->kind,	 g->face,   g->valid_from,
		g->expires_at, g->items,   g->min_spend, g->reason, g->request_key,
	};

	return db_call(op, &stmt, args, json);
}

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

enum problem purse_grant_card(struct op *op, const char *session, const struct grant *g,
			      const char **json)
{
	static const struct db_stmt stmt = {
		"purse_grant_card",
		"SELECT admin.grant_card($1::uuid, $2, $3, $4, $5, $6, $7, $8::uuid)",
		8,
		.checks_input = true,
	};
	const char *const args[] = {
		session,       g->account, g->face,   g->valid_from,
		g->expires_at, g->items,   g->reason, g->request_key,
	};

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

enum problem purse_recharge(struct op *op, const char *session, const struct recharge *r,
			    const char **json)
{
	static const struct db_stmt stmt = {
		"purse_recharge",
		"SELECT admin.recharge($1::uuid, $2, $3, $4, $5, $6::uuid)",
		6,
		.checks_input = true,
	};
	const char *const args[] = {
		session, r->account, r->amount, r->channel, r->reason, r->request_key,
	};

	return db_call(op, &stmt, args, json);
}
