/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/op.h"

/*
 * Doors of operators about accounts and what they have.
 */

struct account_new {
	const char *code, *name, *currency;
	const char *time_zone;	 /* NULL: the currency's default */
	const char *price_lists; /* JSON object of lists by region, or NULL */
	const char *reason;
};

enum problem account_create(struct op *op, const char *session, const struct account_new *account,
			    const char **json);
enum problem account_list(struct op *op, const char *session, const char **json);
/* at: an instant that the books are asked about, or NULL for what can be spent now. */
enum problem account_get_balance(struct op *op, const char *session, const char *account,
				 const char *at, const char **json);
enum problem account_list_balances(struct op *op, const char *session, const char **json);
enum problem account_prove_books(struct op *op, const char *session, const char **json);
