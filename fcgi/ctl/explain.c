/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <string.h>

#include "calls/bill_calls.h"
#include "core/mem.h"
#include "ctl/answer.h"
#include "ctl/ctl.h"
#include "ctl/explain_words.h"
#include "ctl/groups.h"

static const struct column line_columns[] = {
	{ "#", "line", ALIGN_RIGHT },
	{ "item", "item", ALIGN_LEFT },
	{ "exact amount", "exact", ALIGN_RIGHT },
	{ "cut down", "cut_down", ALIGN_RIGHT },
	{ "cut off (units)", "fraction", ALIGN_RIGHT },
	{ "got a unit", "got_unit", ALIGN_LEFT },
	{ "charge", "charge", ALIGN_RIGHT },
	{ "vouchers", "voucher_eligible", ALIGN_LEFT },
	{ 0 },
};

static const char *text_of(struct json_object *answer, const char *path)
{
	const char *text = answer_text(answer, path);

	return text != NULL ? text : "-";
}

static bool is(struct json_object *answer, const char *path, const char *text)
{
	return strcmp(text_of(answer, path), text) == 0;
}

static void print_head(struct ctl *ctl, struct json_object *bill)
{
	fprintf(ctl->out, "%s of workspace %s (site %s) for %s, account %s: %s %s\n",
		is(bill, "kind", "adjustment") ? "Correction" : "Daily bill",
		text_of(bill, "workspace"), text_of(bill, "site"), text_of(bill, "day"),
		text_of(bill, "account"), text_of(bill, "total"), text_of(bill, "currency"));
	if (is(bill, "state", "rated"))
		fputs("It is not settled yet: nothing has paid it.\n", ctl->out);
	else
		fprintf(ctl->out, "Settled by %s; vouchers and cards had to be valid at %s.\n",
			is(bill, "settlement", "account") ? "the account's own funds"
							  : text_of(bill, "settlement"),
			text_of(bill, "at"));
}

static void print_rounding(struct ctl *ctl, struct json_object *bill)
{
	struct table *table = table_new(ctl->op, line_columns);

	fprintf(ctl->out,
		"\nThe lines come to %s exactly. That is rounded once, to %s; the residue is %s.\n",
		text_of(bill, "rounding.exact"), text_of(bill, "rounding.total"),
		text_of(bill, "rounding.residue"));
	if (answer_length(bill, "rounding.lines") == 0)
		return;
	fprintf(ctl->out,
		"Cut down to whole minor units, the lines miss %lu to the total; the missing ones "
		"go one each\nto the lines of which most was cut off.\n",
		answer_count(bill, "rounding.missing_units"));
	for (size_t i = 0; i < answer_length(bill, "rounding.lines"); i++)
		ctl_add_row(ctl, table, answer_item(bill, "rounding.lines", i), line_columns);
	table_print(table, ctl->out);
}

static void print_sources(struct ctl *ctl, struct json_object *bill)
{
	size_t n = answer_length(bill, "sources");

	if (n == 0)
		return;
	if (is(bill, "direction", "give_back"))
		fputs("\nGiven back in this order:\n", ctl->out);
	else
		fprintf(ctl->out, "\nVouchers can pay %s of it. Considered in this order:\n",
			text_of(bill, "eligible_spend"));
	for (size_t i = 0; i < n; i++) {
		struct json_object *source = answer_item(bill, "sources", i);
		fprintf(ctl->out, "%3s. %s %s.\n", text_of(source, "place"),
			explain_name(ctl, source), explain_sentence(ctl, source));
	}
}

static enum problem explain(struct ctl *ctl)
{
	const struct bill_key key = {
		.bill = ctl_option(ctl, "bill"),
		.site = ctl_option(ctl, "site"),
		.workspace = ctl_word(ctl, 0),
		.day = ctl_word(ctl, 1),
	};
	const char *json;

	if (key.bill != NULL && (key.workspace != NULL || key.site != NULL))
		return ctl_misuse(ctl, "--bill names the bill alone: WORKSPACE, DAY and --site "
				       "don't go with it");
	if (key.bill == NULL && key.day == NULL)
		return ctl_misuse(ctl, "WORKSPACE and DAY are missing, or --bill");
	enum problem p = ctl_open_session(ctl);
	if (p == PROBLEM_NONE)
		p = bill_explain(ctl->op, ctl->session, &key, &json);
	if (p != PROBLEM_NONE)
		return p;
	struct json_object *bill = answer_parse(ctl->op, json);
	if (bill == NULL)
		return op_fail(ctl->op, PROBLEM_INTERNAL, "the explanation is no JSON");
	if (ctl->args->json) {
		fprintf(ctl->out, "%s\n", answer_line(bill));
		return PROBLEM_NONE;
	}
	print_head(ctl, bill);
	print_rounding(ctl, bill);
	print_sources(ctl, bill);
	return PROBLEM_NONE;
}

static const struct word_row words[] = {
	{ "WORKSPACE", VALUE_CODE, OPTIONAL, "code of the workspace" },
	{ "DAY", VALUE_DAY, OPTIONAL, "billing day" },
	{ 0 },
};

static const struct option_row options[] = {
	{ "site", VALUE_CODE, "SITE", OPTIONAL, "when more than one site has such a workspace" },
	{ "bill", VALUE_UUID, "UUID", OPTIONAL, "the bill by its id instead" },
	{ 0 },
};

static const struct command commands[] = {
	{ "", NEEDS_NOTHING, words, options, "Say why a bill was paid as it was",
	  "How exact amounts became charges, and every source in the order considered: what it\n"
	  "paid, or why it paid nothing, with balances as they were then.",
	  explain },
	{ 0 },
};

const struct command_group explain_group = { "explain", "Why a bill was paid as it was", commands };
