/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/bill_calls.h"
#include "core/mem.h"
#include "ctl/bill_show.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"

#define PAGE "500"

static const struct column bill_columns[] = {
	{ "account", "account", ALIGN_LEFT },
	{ "site", "site", ALIGN_LEFT },
	{ "workspace", "workspace", ALIGN_LEFT },
	{ "day", "day", ALIGN_LEFT },
	{ "kind", "kind", ALIGN_LEFT },
	{ "state", "state", ALIGN_LEFT },
	{ "currency", "currency", ALIGN_LEFT },
	{ "total", "total", ALIGN_RIGHT },
	{ "ordinary", "paid.ordinary", ALIGN_RIGHT },
	{ "full red.", "paid.full_reduction", ALIGN_RIGHT },
	{ "cards", "paid.card", ALIGN_RIGHT },
	{ "cash", "paid.cash", ALIGN_RIGHT },
	{ "arrears", "paid.arrears", ALIGN_RIGHT },
	{ "cloud", "paid.cloud", ALIGN_RIGHT },
	{ 0 },
};

static enum problem page(struct ctl *ctl, const char *cursor, const char **json)
{
	const struct bill_filter filter = {
		.account = ctl_option(ctl, "account"),
		.site = ctl_option(ctl, "site"),
		.workspace = ctl_option(ctl, "workspace"),
		.from = ctl_option(ctl, "from"),
		.until = ctl_option(ctl, "until"),
		.cursor = cursor,
		.limit = PAGE,
	};

	return bill_list(ctl->op, ctl->session, &filter, json);
}

static enum problem list(struct ctl *ctl)
{
	return ctl_print_list(ctl, page, bill_columns, "There are no bills.");
}

static enum problem show(struct ctl *ctl)
{
	const struct bill_key key = {
		.bill = ctl_option(ctl, "id"),
		.site = ctl_option(ctl, "site"),
		.workspace = ctl_word(ctl, 0),
		.day = ctl_word(ctl, 1),
	};
	const char *json;

	if (key.bill != NULL && (key.workspace != NULL || key.site != NULL))
		return ctl_misuse(ctl, "--id names the bill alone: WORKSPACE, DAY and --site don't "
				       "go with it");
	if (key.bill == NULL && key.day == NULL)
		return ctl_misuse(ctl, "WORKSPACE and DAY are missing, or --id");
	enum problem p = ctl_open_session(ctl);
	if (p != PROBLEM_NONE)
		return p;
	p = bill_get(ctl->op, ctl->session, &key, &json);
	if (p != PROBLEM_NONE)
		return p;
	return bill_show(ctl, json);
}

static const struct option_row list_options[] = {
	{ "account", VALUE_CODE, "ACCOUNT", OPTIONAL, "only those of this account" },
	{ "site", VALUE_CODE, "SITE", OPTIONAL, "only those of this site" },
	{ "workspace", VALUE_CODE, "WORKSPACE", OPTIONAL, "only those of this workspace" },
	{ "from", VALUE_DAY, "DAY", OPTIONAL, "first billing day" },
	{ "until", VALUE_DAY, "DAY", OPTIONAL, "last billing day" },
	{ 0 },
};

static const struct word_row show_words[] = {
	{ "WORKSPACE", VALUE_CODE, OPTIONAL, "code of the workspace" },
	{ "DAY", VALUE_DAY, OPTIONAL, "billing day" },
	{ 0 },
};

static const struct option_row show_options[] = {
	{ "site", VALUE_CODE, "SITE", OPTIONAL, "when more than one site has such a workspace" },
	{ "id", VALUE_UUID, "UUID", OPTIONAL, "the bill by its id instead" },
	{ 0 },
};

static const struct command commands[] = {
	{ "list", NEEDS_OPERATOR, NULL, list_options, "List daily bills and how they were paid",
	  NULL, list },
	{ "show", NEEDS_NOTHING, show_words, show_options,
	  "Show a daily bill in full: lines, rounding and deduction", NULL, show },
	{ 0 },
};

const struct command_group bill_group = { "bill", "Daily bills", commands };
