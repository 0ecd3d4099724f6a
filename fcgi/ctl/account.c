/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/account_calls.h"
#include "calls/fund_calls.h"
#include "core/mem.h"
#include "ctl/answer.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"
#include "ctl/option_rows.h"

static const struct column account_columns[] = {
	{ "account", "account", ALIGN_LEFT },	      { "name", "name", ALIGN_LEFT },
	{ "currency", "currency", ALIGN_LEFT },	      { "time zone", "time_zone", ALIGN_LEFT },
	{ "price lists", "price_lists", ALIGN_LEFT }, { 0 },
};

static enum problem create(struct ctl *ctl)
{
	const struct account_new account = {
		.code = ctl_word(ctl, 0),
		.name = ctl_option(ctl, "name"),
		.currency = ctl_option(ctl, "currency"),
		.time_zone = ctl_option(ctl, "time-zone"),
		.price_lists = ctl_pairs(ctl, "price-list"),
		.reason = ctl_option(ctl, "reason"),
	};
	const char *json;
	enum problem p = account_create(ctl->op, ctl->session, &account, &json);

	if (p != PROBLEM_NONE)
		return p;
	ctl_print_object(
		ctl, json,
		mem_printf(ctl->op,
			   answer_is_true(answer_parse(ctl->op, json), "created")
				   ? "Account %s is made."
				   : "Account %s is there already and the same: nothing to do.",
			   account.code),
		account_columns);
	return PROBLEM_NONE;
}

static enum problem page(struct ctl *ctl, const char *cursor, const char **json)
{
	(void)cursor; /* all accounts are on one page */
	return account_list(ctl->op, ctl->session, json);
}

static enum problem list(struct ctl *ctl)
{
	return ctl_print_list(ctl, page, account_columns, "There are no accounts.");
}

static const struct column frozen_columns[] = {
	{ "currency", "currency", ALIGN_LEFT },	  { "cash", "cash", ALIGN_LEFT },
	{ "frozen funds", "frozen", ALIGN_LEFT }, { "arrears", "arrears", ALIGN_LEFT },
	{ "at", "recorded_at", ALIGN_LEFT },	  { 0 },
};

static struct fund_change change_of(struct ctl *ctl)
{
	return (struct fund_change){ ctl_word(ctl, 0), ctl_option(ctl, "reason"),
				     ctl_request_key(ctl) };
}

static enum problem freeze(struct ctl *ctl)
{
	const struct fund_change change = change_of(ctl);
	const char *json;
	enum problem p = fund_freeze_account(ctl->op, ctl->session, &change, &json);

	if (p == PROBLEM_NONE)
		ctl_print_object(ctl, json,
				 mem_printf(ctl->op, "Account %s is frozen.", change.account),
				 frozen_columns);
	return p;
}

static enum problem unfreeze(struct ctl *ctl)
{
	const struct fund_change change = change_of(ctl);
	const char *json;
	enum problem p = fund_unfreeze_account(ctl->op, ctl->session, &change, &json);

	if (p == PROBLEM_NONE)
		ctl_print_object(
			ctl, json,
			mem_printf(ctl->op, "Account %s is frozen no longer.", change.account),
			frozen_columns);
	return p;
}

static const struct word_row code_word[] = {
	{ "CODE", VALUE_CODE, REQUIRED, "code of the account" },
	{ 0 },
};

static const struct option_row create_options[] = {
	{ "name", VALUE_TEXT, "NAME", REQUIRED, "the enterprise's name" },
	{ "currency", VALUE_TEXT, "CURRENCY", REQUIRED, "CNY or USD, for ever" },
	{ "time-zone", VALUE_TEXT, "ZONE", OPTIONAL,
	  "IANA time zone (default: Asia/Shanghai for CNY, UTC for USD)" },
	{ "price-list", VALUE_PAIR, "REGION=LIST", REPEATED,
	  "the price list in a region (default: the newest)" },
	{ "reason", VALUE_TEXT, "TEXT", REQUIRED, "for the audit log" },
	{ 0 },
};

static const struct option_row freeze_options[] = { SEEN_REASON_OPTION, KEY_OPTION, { 0 } };

static const struct command commands[] = {
	{ "create", NEEDS_OPERATOR, code_word, create_options, "Make a billing account",
	  "Made again just the same it stays as it is.", create },
	{ "list", NEEDS_OPERATOR, NULL, NULL, "List the accounts", NULL, list },
	{ "freeze", NEEDS_OPERATOR, code_word, freeze_options,
	  "Keep the customer from spending in advance",
	  "A frozen account buys no cards, activates no vouchers, pays nothing in advance and "
	  "gets\n"
	  "no refund; its bills are settled and its recharges taken as before.",
	  freeze },
	{ "unfreeze", NEEDS_OPERATOR, code_word, freeze_options, "Let the customer spend again",
	  NULL, unfreeze },
	{ 0 },
};

const struct command_group account_group = { "account", "Billing accounts", commands };
