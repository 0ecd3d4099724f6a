/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/account_calls.h"
#include "core/mem.h"
#include "ctl/answer.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"

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

static const struct command commands[] = {
	{ "create", NEEDS_OPERATOR, code_word, create_options, "Make a billing account",
	  "Made again just the same it stays as it is.", create },
	{ "list", NEEDS_OPERATOR, NULL, NULL, "List the accounts", NULL, list },
	{ 0 },
};

const struct command_group account_group = { "account", "Billing accounts", commands };
