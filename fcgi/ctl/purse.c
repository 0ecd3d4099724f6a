/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/purse_calls.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"
#include "ctl/option_rows.h"
#include "ctl/propose.h"
#include "ctl/purse_change.h"
#include "ctl/voucher_codes.h"

static struct json_object *terms(struct ctl *ctl)
{
	struct json_object *payload = json_object_new_object();

	propose_add(payload, "face", ctl_option(ctl, "amount"));
	propose_add(payload, "valid_from", ctl_option(ctl, "valid-from"));
	propose_add(payload, "expires_at", ctl_option(ctl, "expires-at"));
	propose_add_list(ctl, payload, "items");
	return payload;
}

static enum problem grant_voucher(struct ctl *ctl)
{
	struct json_object *payload = terms(ctl);

	propose_add(payload, "kind", ctl_option(ctl, "kind"));
	propose_add(payload, "min_spend", ctl_option(ctl, "min-spend"));
	return propose(ctl, "voucher_grant", payload);
}

static enum problem grant_card(struct ctl *ctl)
{
	return propose(ctl, "card_grant", terms(ctl));
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

#define PURSE_OPTIONS                                                                              \
	{ "amount", VALUE_AMOUNT, "AMOUNT", REQUIRED, "its face, in the account's currency" },     \
		{ "valid-from", VALUE_INSTANT, "INSTANT", OPTIONAL,                                \
		  "when it begins to pay (default: now)" },                                        \
		{ "expires-at", VALUE_INSTANT, "INSTANT", OPTIONAL,                                \
		  "when it no longer pays (default: never)" },                                     \
	{                                                                                          \
		"items", VALUE_TEXT, "ITEM,…", OPTIONAL, "the only items it pays (default: all)"   \
	}
#define NOTE_VOID "What it holds is taken back for good; a bought card cannot be voided."

static const struct option_row voucher_options[] = {
	ACCOUNT_OPTION,
	{ "kind", VALUE_TEXT, "KIND", REQUIRED, "ordinary or full_reduction" },
	PURSE_OPTIONS,
	{ "min-spend", VALUE_AMOUNT, "AMOUNT", OPTIONAL,
	  "full_reduction: the least a bill must come to (default: 0)" },
	SEEN_REASON_OPTION,
	KEY_OPTION,
	{ 0 },
};

static const struct option_row card_options[] = {
	ACCOUNT_OPTION, PURSE_OPTIONS, SEEN_REASON_OPTION, KEY_OPTION, { 0 },
};

static const struct option_row account_option[] = { ACCOUNT_OPTION, { 0 } };

static const struct command voucher_commands[] = {
	{ "grant", NEEDS_OPERATOR, NULL, voucher_options, "Propose to grant an account a voucher",
	  NOTE_TWO_PERSONS, grant_voucher },
	{ "codes", NEEDS_OPERATOR, NULL, voucher_codes_options,
	  "Make activation codes and propose the vouchers that they give",
	  "The codes are made here and printed once; the database keeps hashes of them, so that\n"
	  "nobody can look them up again. They serve once the proposal is approved.\n\n" //
	  NOTE_TWO_PERSONS,
	  voucher_codes },
	{ "list", NEEDS_OPERATOR, NULL, account_option, "List the vouchers of an account", NULL,
	  list_vouchers },
	{ "freeze", NEEDS_OPERATOR, purse_word, purse_change_options, "Keep a voucher from paying",
	  NULL, purse_change_freeze },
	{ "unfreeze", NEEDS_OPERATOR, purse_word, purse_change_options,
	  "Let a frozen voucher pay again", NULL, purse_change_unfreeze },
	{ "void", NEEDS_OPERATOR, purse_word, purse_change_options, "Take a voucher back",
	  NOTE_VOID, purse_change_void },
	{ 0 },
};

static const struct command card_commands[] = {
	{ "grant", NEEDS_OPERATOR, NULL, card_options,
	  "Propose to grant an account a stored-value card", NOTE_TWO_PERSONS, grant_card },
	{ "list", NEEDS_OPERATOR, NULL, account_option, "List the stored-value cards of an account",
	  NULL, list_cards },
	{ "freeze", NEEDS_OPERATOR, purse_word, purse_change_options, "Keep a card from paying",
	  NULL, purse_change_freeze },
	{ "unfreeze", NEEDS_OPERATOR, purse_word, purse_change_options,
	  "Let a frozen card pay again", NULL, purse_change_unfreeze },
	{ "void", NEEDS_OPERATOR, purse_word, purse_change_options, "Take a granted card back",
	  NOTE_VOID, purse_change_void },
	{ 0 },
};

const struct command_group voucher_group = { "voucher", "Vouchers", voucher_commands };
const struct command_group card_group = { "card", "Stored-value cards", card_commands };
