/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/fund_calls.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"
#include "ctl/option_rows.h"
#include "ctl/propose.h"

static const struct column fund_columns[] = {
	{ "hold", "hold", ALIGN_LEFT },
	{ "order", "order", ALIGN_LEFT },
	{ "amount", "amount", ALIGN_LEFT },
	{ "paid by", "paid", ALIGN_LEFT },
	{ "currency", "currency", ALIGN_LEFT },
	{ "cash now", "cash", ALIGN_LEFT },
	{ "frozen now", "frozen", ALIGN_LEFT },
	{ "arrears now", "arrears", ALIGN_LEFT },
	{ "recorded at", "recorded_at", ALIGN_LEFT },
	{ 0 },
};

static const struct column hold_columns[] = {
	{ "hold", "hold", ALIGN_RIGHT },
	{ "amount", "amount", ALIGN_RIGHT },
	{ "remaining", "remaining", ALIGN_RIGHT },
	{ "reason", "reason", ALIGN_LEFT },
	{ "created at", "created_at", ALIGN_LEFT },
	{ 0 },
};

/* A payload of the options that recharges and refunds have. */
static struct json_object *transfer(struct ctl *ctl)
{
	struct json_object *payload = json_object_new_object();

	propose_add(payload, "amount", ctl_option(ctl, "amount"));
	propose_add(payload, "channel", ctl_option_or(ctl, "channel", "offline"));
	return payload;
}

static enum problem recharge(struct ctl *ctl)
{
	return propose(ctl, "recharge", transfer(ctl));
}

static enum problem refund(struct ctl *ctl)
{
	return propose(ctl, "refund", transfer(ctl));
}

static enum problem adjust(struct ctl *ctl)
{
	struct json_object *payload = json_object_new_object();

	propose_add(payload, "amount", ctl_option(ctl, "amount"));
	return propose(ctl, "adjustment", payload);
}

static enum problem release(struct ctl *ctl)
{
	struct json_object *payload = json_object_new_object();

	propose_add(payload, "hold", ctl_option(ctl, "hold"));
	propose_add(payload, "amount", ctl_option(ctl, "amount"));
	return propose(ctl, "release", payload);
}

static struct fund_change change_of(struct ctl *ctl)
{
	return (struct fund_change){
		.account = ctl_option(ctl, "account"),
		.reason = ctl_option(ctl, "reason"),
		.key = ctl_request_key(ctl),
	};
}

static enum problem freeze(struct ctl *ctl)
{
	const struct fund_change change = change_of(ctl);
	const char *json;
	enum problem p =
		fund_freeze(ctl->op, ctl->session, &change, ctl_option(ctl, "amount"), &json);

	if (p == PROBLEM_NONE)
		ctl_print_object(ctl, json, "A part of the cash is frozen:", fund_columns);
	return p;
}

static enum problem prepay(struct ctl *ctl)
{
	const struct fund_change change = change_of(ctl);
	const char *json;
	enum problem p = fund_prepay(ctl->op, ctl->session, &change, ctl_option(ctl, "order"),
				     ctl_option(ctl, "amount"), &json);

	if (p == PROBLEM_NONE)
		ctl_print_object(ctl, json, "Paid in advance:", fund_columns);
	return p;
}

static enum problem hold_page(struct ctl *ctl, const char *cursor, const char **json)
{
	(void)cursor; /* all of an account are on one page */
	return fund_list_holds(ctl->op, ctl->session, ctl_option(ctl, "account"), json);
}

static enum problem list_holds(struct ctl *ctl)
{
	return ctl_print_list(ctl, hold_page, hold_columns, "The account has no frozen funds.");
}

static const struct option_row recharge_options[] = {
	ACCOUNT_OPTION,
	AMOUNT_OPTION,
	{ "channel", VALUE_TEXT, "CHANNEL", OPTIONAL, "how it came (default: offline)" },
	SEEN_REASON_OPTION,
	KEY_OPTION,
	{ 0 },
};

static const struct option_row refund_options[] = {
	ACCOUNT_OPTION,
	AMOUNT_OPTION,
	{ "channel", VALUE_TEXT, "CHANNEL", OPTIONAL, "how it goes back (default: offline)" },
	SEEN_REASON_OPTION,
	KEY_OPTION,
	{ 0 },
};

static const struct option_row adjustment_options[] = {
	ACCOUNT_OPTION,
	{ "amount", VALUE_SIGNED, "AMOUNT", REQUIRED,
	  "what cash changes by: 5.00, or --amount=-5.00" },
	SEEN_REASON_OPTION,
	KEY_OPTION,
	{ 0 },
};

static const struct option_row release_options[] = {
	ACCOUNT_OPTION,
	{ "hold", VALUE_COUNT, "N", REQUIRED, "number of the hold; `bcctl hold list` shows it" },
	{ "amount", VALUE_AMOUNT, "AMOUNT", OPTIONAL, "a part of it (default: all that is left)" },
	SEEN_REASON_OPTION,
	KEY_OPTION,
	{ 0 },
};

static const struct option_row freeze_options[] = {
	ACCOUNT_OPTION, AMOUNT_OPTION, SEEN_REASON_OPTION, KEY_OPTION, { 0 },
};

static const struct option_row purchase_options[] = {
	ACCOUNT_OPTION,
	{ "order", VALUE_TEXT, "ORDER", REQUIRED,
	  "what is paid for: a name of 1 to 100 characters" },
	AMOUNT_OPTION,
	SEEN_REASON_OPTION,
	KEY_OPTION,
	{ 0 },
};

static const struct option_row account_option[] = { ACCOUNT_OPTION, { 0 } };

static const struct command recharge_commands[] = {
	{ "", NEEDS_OPERATOR, NULL, recharge_options, "Propose to book money that was paid in",
	  "Arrears are repaid first, oldest first; the rest becomes cash.\n\n" NOTE_TWO_PERSONS,
	  recharge },
	{ 0 },
};

static const struct command refund_commands[] = {
	{ "", NEEDS_OPERATOR, NULL, refund_options, "Propose to pay cash back to the customer",
	  "Only cash that is not frozen can be refunded.\n\n" NOTE_TWO_PERSONS, refund },
	{ 0 },
};

static const struct command adjustment_commands[] = {
	{ "", NEEDS_OPERATOR, NULL, adjustment_options, "Propose to set cash right by hand",
	  "Cash never falls below 0; what is added repays arrears first.\n\n" NOTE_TWO_PERSONS,
	  adjust },
	{ 0 },
};

static const struct command release_commands[] = {
	{ "", NEEDS_OPERATOR, NULL, release_options, "Propose to release frozen funds",
	  "What is released repays arrears first and becomes cash.\n\n" NOTE_TWO_PERSONS, release },
	{ 0 },
};

static const struct command funds_commands[] = {
	{ "freeze", NEEDS_OPERATOR, NULL, freeze_options, "Freeze a part of an account's cash",
	  "It takes effect at once; `bcctl release` proposes to undo it.", freeze },
	{ 0 },
};

static const struct command hold_commands[] = {
	{ "list", NEEDS_OPERATOR, NULL, account_option, "List the holds on an account's funds",
	  NULL, list_holds },
	{ 0 },
};

static const struct command purchase_commands[] = {
	{ "", NEEDS_OPERATOR, NULL, purchase_options, "Pay for an order in advance",
	  "Vouchers and cards without items pay first, then cash. When they don't suffice, or the\n"
	  "account is in arrears, nothing changes.",
	  prepay },
	{ 0 },
};

const struct command_group recharge_group = { "recharge", "Recharges", recharge_commands };
const struct command_group refund_group = { "refund", "Refunds", refund_commands };
const struct command_group adjustment_group = { "adjustment", "Adjustments by hand",
						adjustment_commands };
const struct command_group release_group = { "release", "Releases of frozen funds",
					     release_commands };
const struct command_group funds_group = { "funds", "Funds of an account", funds_commands };
const struct command_group hold_group = { "hold", "Holds on funds", hold_commands };
const struct command_group purchase_group = { "purchase", "Prepaid purchases", purchase_commands };
