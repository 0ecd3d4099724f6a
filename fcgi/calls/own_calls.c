/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/own_calls.h"

#include "db/db.h"

enum problem own_me(struct op *op, const char *session, const char **json)
{
	static const struct db_stmt stmt = {
		"own_me",
		"SELECT api.get_me($1::uuid)",
		1,
		false,
	};
	const char *const args[] = { session };

	return db_call(op, &stmt, args, json);
}

enum problem own_balance(struct op *op, const char *session, const char *at, const char **json)
{
	static const struct db_stmt stmt = {
		"own_balance",
		"SELECT api.get_balance($1::uuid, $2)",
		2,
		false,
	};
	const char *const args[] = { session, at };

	return db_call(op, &stmt, args, json);
}

enum problem own_vouchers(struct op *op, const char *session, const struct voucher_query *q,
			  const char **json)
{
	static const struct db_stmt stmt = {
		"own_vouchers",
		"SELECT api.list_vouchers($1::uuid, $2, $3, $4, $5, $6)",
		6,
		false,
	};
	const char *const args[] = {
		session, q->state, q->kind, q->expires_before, q->cursor, q->limit,
	};

	return db_call(op, &stmt, args, json);
}

enum problem own_cards(struct op *op, const char *session, const struct card_query *q,
		       const char **json)
{
	static const struct db_stmt stmt = {
		"own_cards",
		"SELECT api.list_cards($1::uuid, $2, $3, $4, $5)",
		5,
		false,
	};
	const char *const args[] = {
		session, q->state, q->expires_before, q->cursor, q->limit,
	};

	return db_call(op, &stmt, args, json);
}

enum problem own_transactions(struct op *op, const char *session, const struct transaction_query *q,
			      const char **json)
{
	static const struct db_stmt stmt = {
		"own_transactions",
		"SELECT api.list_transactions($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9)",
		9,
		false,
	};
	const char *const args[] = {
		session,      q->from,	q->until,  q->type,  q->source,
		q->direction, q->purse, q->cursor, q->limit,
	};

	return db_call(op, &stmt, args, json);
}

enum problem own_daily_bills(struct op *op, const char *session, const struct daily_bill_query *q,
			     const char **json)
{
	static const struct db_stmt stmt = {
		"own_daily_bills",
		"SELECT api.list_daily_bills($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9)",
		9,
		false,
	};
	const char *const args[] = {
		session,       q->from,	 q->until,  q->site,  q->workspace,
		q->settlement, q->state, q->cursor, q->limit,
	};

	return db_call(op, &stmt, args, json);
}

enum problem own_workspaces(struct op *op, const char *session, const struct workspace_query *q,
			    const char **json)
{
	static const struct db_stmt stmt = {
		"own_workspaces",
		"SELECT api.list_workspaces($1::uuid, $2, $3, $4, $5, $6)",
		6,
		false,
	};
	const char *const args[] = {
		session, q->site, q->settlement, q->q, q->cursor, q->limit,
	};

	return db_call(op, &stmt, args, json);
}

enum problem own_daily_usage(struct op *op, const char *session, const struct daily_usage_query *q,
			     const char **json)
{
	static const struct db_stmt stmt = {
		"own_daily_usage",
		"SELECT api.list_daily_usage($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9)",
		9,
		false,
	};
	const char *const args[] = {
		session,      q->from, q->until,  q->by,    q->site,
		q->workspace, q->item, q->cursor, q->limit,
	};

	return db_call(op, &stmt, args, json);
}

enum problem own_daily_bill(struct op *op, const char *session, const char *bill, const char **json)
{
	static const struct db_stmt stmt = {
		"own_daily_bill",
		"SELECT api.get_daily_bill($1::uuid, $2)",
		2,
		false,
	};
	const char *const args[] = { session, bill };

	return db_call(op, &stmt, args, json);
}

enum problem own_bill_explanation(struct op *op, const char *session, const char *bill,
				  const char **json)
{
	static const struct db_stmt stmt = {
		"own_bill_explanation",
		"SELECT api.explain_bill($1::uuid, $2)",
		2,
		false,
	};
	const char *const args[] = { session, bill };

	return db_call(op, &stmt, args, json);
}

enum problem own_simulation(struct op *op, const char *session, const char *body, const char **json)
{
	static const struct db_stmt stmt = {
		"own_simulation",
		"SELECT api.simulate_deduction($1::uuid, $2::json)",
		2,
		false,
	};
	const char *const args[] = { session, body };

	return db_call(op, &stmt, args, json);
}
