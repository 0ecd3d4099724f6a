/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/bill_show.h"

#include <string.h>

#include "core/mem.h"
#include "ctl/answer.h"

static const struct column line_columns[] = {
	{ "#", "line", ALIGN_RIGHT },
	{ "item", "item", ALIGN_LEFT },
	{ "days kept", "retention_days", ALIGN_RIGHT },
	{ "quantity", "quantity", ALIGN_RIGHT },
	{ "free", "free_quantity", ALIGN_RIGHT },
	{ "unit", "unit", ALIGN_LEFT },
	{ "units", "units", ALIGN_RIGHT },
	{ "price", "unit_price", ALIGN_RIGHT },
	{ "amount", "amount", ALIGN_RIGHT },
	{ "charge", "charge", ALIGN_RIGHT },
	{ "mark", "mark", ALIGN_LEFT },
	{ 0 },
};

static const struct column posting_columns[] = {
	{ "#", "#", ALIGN_RIGHT },
	{ "source", "source", ALIGN_LEFT },
	{ "balance before", "balance_before", ALIGN_RIGHT },
	{ "amount", "amount", ALIGN_RIGHT },
	{ "balance after", "balance_after", ALIGN_RIGHT },
	{ "for lines", "lines", ALIGN_LEFT },
	{ "purse", "purse", ALIGN_LEFT },
	{ 0 },
};

#define N_LINE_COLUMNS	  (sizeof(line_columns) / sizeof(line_columns[0]) - 1)
#define N_POSTING_COLUMNS (sizeof(posting_columns) / sizeof(posting_columns[0]) - 1)

static const char *text_or(struct json_object *answer, const char *path, const char *otherwise)
{
	const char *text = answer_text(answer, path);

	return text != NULL ? text : otherwise;
}

static void print_head(struct ctl *ctl, struct json_object *bill)
{
	fprintf(ctl->out, "Daily bill of workspace %s (site %s), %s\n",
		text_or(bill, "workspace", "-"), text_or(bill, "site", "-"),
		text_or(bill, "day", "-"));
	fprintf(ctl->out, "account %s, settlement %s, state %s, %s\n",
		text_or(bill, "account", "-"), text_or(bill, "settlement", "-"),
		text_or(bill, "state", "-"), text_or(bill, "currency", "-"));
	fprintf(ctl->out, "price list %s version %s, rule version %s, run %s\n",
		text_or(bill, "price_list", "-"), text_or(bill, "price_version", "-"),
		text_or(bill, "rule_version", "-"), text_or(bill, "run", "-"));
	fprintf(ctl->out, "bill %s\ninput %s\nrated %s, settled %s\n\n", text_or(bill, "bill", "-"),
		text_or(bill, "input_hash", "-"), text_or(bill, "rated_at", "-"),
		text_or(bill, "settled_at", "not yet"));
}

/* "1000 series": what one unit is. */
static const char *unit_text(struct ctl *ctl, struct json_object *line)
{
	const char *size = answer_text(line, "unit_size"), *name = answer_text(line, "unit_name");

	if (name == NULL)
		return size;
	return size == NULL || strcmp(size, "1") == 0 ? name
						      : mem_printf(ctl->op, "%s %s", size, name);
}

static void print_lines(struct ctl *ctl, struct json_object *bill)
{
	struct table *table = table_new(ctl->op, line_columns);
	const char *cells[N_LINE_COLUMNS];

	for (size_t i = 0; i < answer_length(bill, "lines"); i++) {
		struct json_object *line = answer_item(bill, "lines", i);
		for (size_t c = 0; c < N_LINE_COLUMNS; c++)
			cells[c] = strcmp(line_columns[c].path, "unit") == 0
					   ? unit_text(ctl, line)
					   : answer_text(line, line_columns[c].path);
		table_row(table, cells);
	}
	if (table_count(table) == 0)
		fputs("no usage: the bill has no lines\n", ctl->out);
	else
		table_print(table, ctl->out);
	fprintf(ctl->out, "\nexact    %s\nresidue  %s\ntotal    %s %s\n\n",
		text_or(bill, "exact", "-"), text_or(bill, "residue", "-"),
		text_or(bill, "total", "-"), text_or(bill, "currency", ""));
}

/* "1: 30.00, 4: 2.10": which lines a posting paid, and how much of each. */
static const char *paid_lines(struct ctl *ctl, struct json_object *posting)
{
	char *text = mem_strdup(ctl->op, "");

	for (size_t i = 0; i < answer_length(posting, "lines"); i++) {
		struct json_object *line = answer_item(posting, "lines", i);
		text = mem_append(text, "%s%s: %s", i > 0 ? ", " : "", text_or(line, "line", "-"),
				  text_or(line, "amount", "-"));
	}
	return text;
}

static void print_deduction(struct ctl *ctl, struct json_object *bill)
{
	struct table *table = table_new(ctl->op, posting_columns);
	const char *cells[N_POSTING_COLUMNS];

	for (size_t i = 0; i < answer_length(bill, "postings"); i++) {
		struct json_object *posting = answer_item(bill, "postings", i);
		cells[0] = mem_printf(ctl->op, "%zu", i + 1);
		for (size_t c = 1; c < N_POSTING_COLUMNS; c++)
			cells[c] = strcmp(posting_columns[c].path, "lines") == 0
					   ? paid_lines(ctl, posting)
					   : answer_text(posting, posting_columns[c].path);
		table_row(table, cells);
	}
	if (table_count(table) == 0) {
		fputs("Nothing was deducted.\n", ctl->out);
		return;
	}
	fputs("Deduction, in order:\n", ctl->out);
	table_print(table, ctl->out);
}

enum problem bill_show(struct ctl *ctl, const char *json)
{
	struct json_object *bill = answer_parse(ctl->op, json);

	if (bill == NULL)
		return op_fail(ctl->op, PROBLEM_INTERNAL, "the bill is no JSON");
	if (ctl->args->json) {
		fprintf(ctl->out, "%s\n", answer_line(bill));
		return PROBLEM_NONE;
	}
	print_head(ctl, bill);
	print_lines(ctl, bill);
	print_deduction(ctl, bill);
	return PROBLEM_NONE;
}
