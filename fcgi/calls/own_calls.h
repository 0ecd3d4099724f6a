/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/op.h"

/*
 * Doors of members about their own account, which the session tells.  What a query names is
 * text as it came, NULL where it is left out; the database judges it (INVALID_FIELD, /name).
 */

struct balance_query {
	const char *at;
};

struct voucher_query {
	const char *state, *kind, *expires_before;
	const char *cursor, *limit;
};

struct card_query {
	const char *state, *expires_before;
	const char *cursor, *limit;
};

struct transaction_query {
	const char *from, *until, *type, *source, *direction, *purse;
	const char *cursor, *limit;
};

struct daily_bill_query {
	const char *from, *until, *site, *workspace, *settlement, *state;
	const char *cursor, *limit;
};

struct workspace_query {
	const char *site, *settlement, *q;
	const char *cursor, *limit;
};

struct daily_usage_query {
	const char *from, *until, *by, *site, *workspace, *item;
	const char *cursor, *limit;
};

enum problem own_me(struct op *op, const char *session, const char **json);
/* at: an instant that the books are asked about, or NULL for what can be spent now. */
enum problem own_balance(struct op *op, const char *session, const char *at, const char **json);
enum problem own_vouchers(struct op *op, const char *session, const struct voucher_query *q,
			  const char **json);
enum problem own_cards(struct op *op, const char *session, const struct card_query *q,
		       const char **json);
enum problem own_transactions(struct op *op, const char *session, const struct transaction_query *q,
			      const char **json);
enum problem own_daily_bills(struct op *op, const char *session, const struct daily_bill_query *q,
			     const char **json);
enum problem own_workspaces(struct op *op, const char *session, const struct workspace_query *q,
			    const char **json);
enum problem own_daily_usage(struct op *op, const char *session, const struct daily_usage_query *q,
			     const char **json);
/* NO_SUCH_BILL for those of other accounts, too. */
enum problem own_daily_bill(struct op *op, const char *session, const char *bill,
			    const char **json);
/* Why it was paid as it was; NO_SUCH_BILL as above. */
enum problem own_bill_explanation(struct op *op, const char *session, const char *bill,
				  const char **json);
/* Who would pay what; changes nothing. */
enum problem own_simulation(struct op *op, const char *session, const char *body,
			    const char **json);
