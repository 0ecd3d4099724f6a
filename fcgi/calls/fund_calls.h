/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/op.h"

/*
 * Doors of operators about the funds of an account that take effect at once, each once for
 * its request key.
 */

/* What every change is given; key: a UUID. */
struct fund_change {
	const char *account, *reason, *key;
};

/* INSUFFICIENT_FUNDS: only unfrozen cash can be frozen. */
enum problem fund_freeze(struct op *op, const char *session, const struct fund_change *c,
			 const char *amount, const char **json);
enum problem fund_list_holds(struct op *op, const char *session, const char *account,
			     const char **json);
/* INSUFFICIENT_FUNDS and ACCOUNT_FROZEN change nothing at all. */
enum problem fund_prepay(struct op *op, const char *session, const struct fund_change *c,
			 const char *order, const char *amount, const char **json);

/* A frozen account: its customer may not spend; bills and recharges go on. */
enum problem fund_freeze_account(struct op *op, const char *session, const struct fund_change *c,
				 const char **json);
enum problem fund_unfreeze_account(struct op *op, const char *session, const struct fund_change *c,
				   const char **json);
