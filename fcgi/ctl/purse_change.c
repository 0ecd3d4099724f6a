/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/purse_change.h"

#include "calls/purse_calls.h"
#include "core/mem.h"
#include "ctl/ctl.h"
#include "ctl/option_rows.h"

const struct column purse_columns[] = {
	{ "purse", "purse", ALIGN_LEFT },
	{ "kind", "kind", ALIGN_LEFT },
	{ "face", "face", ALIGN_RIGHT },
	{ "balance", "balance", ALIGN_RIGHT },
	{ "available", "available", ALIGN_RIGHT },
	{ "state", "state", ALIGN_LEFT },
	{ "valid from", "valid_from", ALIGN_LEFT },
	{ "expires at", "expires_at", ALIGN_LEFT },
	{ "items", "items", ALIGN_LEFT },
	{ "min spend", "min_spend", ALIGN_RIGHT },
	{ 0 },
};

const struct word_row purse_word[] = {
	{ "PURSE", VALUE_UUID, REQUIRED, "id of the voucher or card, as the lists show it" },
	{ 0 },
};

const struct option_row purse_change_options[] = {
	ACCOUNT_OPTION,
	SEEN_REASON_OPTION,
	KEY_OPTION,
	{ 0 },
};

typedef enum problem purse_call(struct op *op, const char *session, const struct purse_change *c,
				const char **json);

static enum problem change(struct ctl *ctl, purse_call *call, const char *done)
{
	const struct purse_change change = {
		.account = ctl_option(ctl, "account"),
		.purse = ctl_word(ctl, 0),
		.reason = ctl_option(ctl, "reason"),
		.key = ctl_request_key(ctl),
	};
	const char *json;
	enum problem p = call(ctl->op, ctl->session, &change, &json);

	if (p == PROBLEM_NONE)
		ctl_print_object(ctl, json, done, purse_columns);
	return p;
}

enum problem purse_change_freeze(struct ctl *ctl)
{
	return change(ctl, purse_freeze, "It pays nothing until it is unfrozen:");
}

enum problem purse_change_unfreeze(struct ctl *ctl)
{
	return change(ctl, purse_unfreeze, "It pays again:");
}

enum problem purse_change_void(struct ctl *ctl)
{
	return change(ctl, purse_void, "It is void for good:");
}
