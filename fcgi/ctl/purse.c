/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/purse_calls.h"
#include "core/mem.h"
#include "ctl/answer.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"

static const struct column purse_columns[] = {
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

static const struct column recharge_columns[] = {
	{ "amount", "amount", ALIGN_LEFT },	      { "currency", "currency", ALIGN_LEFT },
	{ "channel", "channel", ALIGN_LEFT },	      { "repaid arrears", "repaid", ALIGN_LEFT },
	{ "cash now", "cash", ALIGN_LEFT },	      { "arrears now", "arrears", ALIGN_LEFT },
	{ "recorded at", "recorded_at", ALIGN_LEFT }, { 0 },
};

static struct grant read_grant(struct ctl *ctl)
{
	return (struct grant){
		.account = ctl_option(ctl, "account"),
		.face = ctl_option(ctl, "amount"),
		.valid_from = ctl_option(ctl, "valid-from"),
		.expires_at = ctl_option(ctl, "expires-at"),
		.items = ctl_option(ctl, "items"),
		.reason = ctl_option(ctl, "reason"),
		.request_key = ctl_request_key(ctl),
	};
}

static enum problem say_granted(struct ctl *ctl, const char *json, const char *what)
{
	ctl_print_object(
		ctl, json,
		mem_printf(ctl->op, "Account %s has the %s:", ctl_option(ctl, "account"), what),
		purse_columns);
	return PROBLEM_NONE;
}

static enum problem grant_voucher(struct ctl *ctl)
{
	struct grant grant = read_grant(ctl);
	const char *json;

	grant.kind = ctl_option(ctl, "kind");
	grant.min_spend = ctl_option(ctl, "min-spend");
	enum problem p = purse_grant_voucher(ctl->op, ctl->session, &grant, &json);
	return p != PROBLEM_NONE ? p : say_granted(ctl, json, "voucher");
}

static enum problem grant_card(struct ctl *ctl)
{
	struct grant grant = read_grant(ctl);
	const char *json;
	enum problem p = purse_grant_card(ctl->op, ctl->session, &grant, &json);

	return p != PROBLEM_NONE ? p : say_granted(ctl, json, "stored-value card");
}

static enum problem recharge(struct ctl *ctl)
{
	const struct recharge in = {
		.account = ctl_option(ctl, "account"),
		.amount = ctl_option(ctl, "amount"),
		.channel = ctl_option_or(ctl, "channel", "offline"),
		.reason = ctl_option(ctl, "reason"),
		.request_key = ctl_request_key(ctl),
	};
	const char *json;
	enum problem p = purse_recharge(ctl->op, ctl->session, &in, &json);

	if (p != PROBLEM_NONE)
		return p;
	ctl_print_object(ctl, json, mem_printf(ctl->op, "Account %s is recharged.", in.account),
			 recharge_columns);
	return PROBLEM_NONE;
}

static enum problem voucher_page(struct ctl *ctl, const char *cursor, const char **json)
{
	(void)cursor; /* all of an account are on one page */
	return purse_list_vouchers(ctl->op, ctl->session, ctl_option(ctl, "account"), json);
}

static enum problem card_page(struct ctl *ctl, const char *cursor, const char **json)
{
	(void)cursor;
	return purse_list_cards(ctl->op, ctl->session, ctl_option(ctl, "account"), json);
}

static enum problem list_vouchers(struct ctl *ctl)
{
	return ctl_print_list(ctl, voucher_page, purse_columns, "The account has no vouchers.");
}

static enum problem list_cards(struct ctl *ctl)
{
	return ctl_print_list(ctl, card_page, purse_columns, "The account has no cards.");
}

#define ACCOUNT_OPTION                                                                             \
	{                                                                                          \
		"account", VALUE_CODE, "ACCOUNT", REQUIRED, "code of the account"                  \
	}
#define PURSE_OPTIONS                                                                              \
	{ "amount", VALUE_AMOUNT, "AMOUNT", REQUIRED, "its face, in the account's currency" },     \
		{ "valid-from", VALUE_INSTANT, "INSTANT", OPTIONAL,                                \
		  "when it begins to pay (default: now)" },                                        \
		{ "expires-at", VALUE_INSTANT, "INSTANT", OPTIONAL,                                \
		  "when it no longer pays (default: never)" },                                     \
	{                                                                                          \
		"items", VALUE_TEXT, "ITEM,…", OPTIONAL, "the only items it pays (default: all)"   \
	}
#define REASON_AND_KEY                                                                             \
	{ "reason", VALUE_TEXT, "TEXT", REQUIRED,                                                  \
	  "for the audit log; the customer sees it too, as the note of the transaction" },         \
	{                                                                                          \
		"key", VALUE_UUID, "UUID", OPTIONAL,                                               \
			"makes the call once: repeated with the same key it is answered again "    \
			"(default: random)"                                                        \
	}

static const struct option_row voucher_options[] = {
	ACCOUNT_OPTION,
	{ "kind", VALUE_TEXT, "KIND", REQUIRED, "ordinary or full_reduction" },
	PURSE_OPTIONS,
	{ "min-spend", VALUE_AMOUNT, "AMOUNT", OPTIONAL,
	  "full_reduction: the least a bill must come to (default: 0)" },
	REASON_AND_KEY,
	{ 0 },
};

static const struct option_row card_options[] = {
	ACCOUNT_OPTION,
	PURSE_OPTIONS,
	REASON_AND_KEY,
	{ 0 },
};

static const struct option_row recharge_options[] = {
	ACCOUNT_OPTION,
	{ "amount", VALUE_AMOUNT, "AMOUNT", REQUIRED, "in the account's currency" },
	{ "channel", VALUE_TEXT, "CHANNEL", OPTIONAL, "how it came (default: offline)" },
	REASON_AND_KEY,
	{ 0 },
};

static const struct option_row account_option[] = { ACCOUNT_OPTION, { 0 } };

static const struct command voucher_commands[] = {
	{ "grant", NEEDS_OPERATOR, NULL, voucher_options, "Grant an account a voucher",
	  NOTE_ONE_OPERATOR, grant_voucher },
	{ "list", NEEDS_OPERATOR, NULL, account_option, "List the vouchers of an account", NULL,
	  list_vouchers },
	{ 0 },
};

static const struct command card_commands[] = {
	{ "grant", NEEDS_OPERATOR, NULL, card_options, "Grant an account a stored-value card",
	  NOTE_ONE_OPERATOR, grant_card },
	{ "list", NEEDS_OPERATOR, NULL, account_option, "List the stored-value cards of an account",
	  NULL, list_cards },
	{ 0 },
};

static const struct command recharge_commands[] = {
	{ "", NEEDS_OPERATOR, NULL, recharge_options, "Book money that an account has paid in",
	  "Arrears are repaid first, oldest first; the rest becomes cash.\n\n" NOTE_ONE_OPERATOR,
	  recharge },
	{ 0 },
};

const struct command_group voucher_group = { "voucher", "Vouchers", voucher_commands };
const struct command_group card_group = { "card", "Stored-value cards", card_commands };
const struct command_group recharge_group = { "recharge", "Recharges", recharge_commands };
