/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/op.h"

/*
 * Doors about vouchers and cards.
 */

/* What an operator does to one; purse and key: UUIDs. */
struct purse_change {
	const char *account, *purse, *reason, *key;
};

enum problem purse_list_vouchers(struct op *op, const char *session, const char *account,
				 const char **json);
enum problem purse_list_cards(struct op *op, const char *session, const char *account,
			      const char **json);

/* NO_SUCH_PURSE; PURSE_STATE where it is so already or over. */
enum problem purse_freeze(struct op *op, const char *session, const struct purse_change *c,
			  const char **json);
enum problem purse_unfreeze(struct op *op, const char *session, const struct purse_change *c,
			    const char **json);
enum problem purse_void(struct op *op, const char *session, const struct purse_change *c,
			const char **json);

/*
 * Doors of members about their own account: INSUFFICIENT_FUNDS, ACCOUNT_FROZEN.
 */
enum problem purse_buy_card(struct op *op, const char *session, const char *amount, const char *key,
			    const char **json);
/* code_hash: sha256 of the code as bytea text.  NO_SUCH_CODE, CODE_USED. */
enum problem purse_activate(struct op *op, const char *session, const char *code_hash,
			    const char *key, const char **json);
