/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/op.h"

/*
 * Doors of operators that give an account something to pay with.
 */

struct grant {
	const char *account;
	const char *kind; /* of a voucher */
	const char *face;
	const char *valid_from, *expires_at; /* or NULL */
	const char *items;		     /* separated by commas, or NULL */
	const char *min_spend;		     /* of a full-reduction voucher, or NULL */
	const char *reason, *request_key;
};

struct recharge {
	const char *account, *amount, *channel, *reason, *request_key;
};

enum problem purse_grant_voucher(struct op *op, const char *session, const struct grant *g,
				 const char **json);
enum problem purse_list_vouchers(struct op *op, const char *session, const char *account,
				 const char **json);
enum problem purse_grant_card(struct op *op, const char *session, const struct grant *g,
			      const char **json);
enum problem purse_list_cards(struct op *op, const char *session, const char *account,
			      const char **json);
enum problem purse_recharge(struct op *op, const char *session, const struct recharge *r,
			    const char **json);
