/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "core/mem.h"
#include "ctl/answer.h"
#include "ctl/ctl.h"

static void print_fields(struct ctl *ctl, struct json_object *answer, const struct column *columns)
{
	size_t width = 0;

	for (const struct column *c = columns; c->title != NULL; c++)
		if (answer_text(answer, c->path) != NULL && table_width(c->title) > width)
			width = table_width(c->title);
	for (const struct column *c = columns; c->title != NULL; c++) {
		const char *text = answer_show(ctl->op, answer, c->path);
		if (text != NULL)
			fprintf(ctl->out, "  %-*s  %s\n", (int)width, c->title,
				table_clean(ctl->op, text));
	}
}

void ctl_print_object(struct ctl *ctl, const char *json, const char *sentence,
		      const struct column *columns)
{
	struct json_object *answer = answer_parse(ctl->op, json);

	if (ctl->args->json) {
		fprintf(ctl->out, "%s\n", answer != NULL ? answer_line(answer) : "null");
		return;
	}
	if (sentence != NULL)
		fprintf(ctl->out, "%s\n", sentence);
	if (answer != NULL)
		print_fields(ctl, answer, columns);
}

void ctl_add_row(struct ctl *ctl, struct table *table, struct json_object *item,
		 const struct column *columns)
{
	const char *cells[32];

	for (size_t c = 0; columns[c].title != NULL; c++)
		cells[c] = answer_show(ctl->op, item, columns[c].path);
	table_row(table, cells);
}

static void add_items(struct ctl *ctl, struct table *table, struct json_object *page,
		      const struct column *columns)
{
	for (size_t i = 0; i < answer_length(page, "items"); i++)
		ctl_add_row(ctl, table, answer_item(page, "items", i), columns);
}

static void print_lines(struct ctl *ctl, struct json_object *page)
{
	for (size_t i = 0; i < answer_length(page, "items"); i++)
		fprintf(ctl->out, "%s\n", answer_line(answer_item(page, "items", i)));
}

enum problem ctl_print_list(struct ctl *ctl, ctl_page *page, const struct column *columns,
			    const char *nothing)
{
	struct table *table = table_new(ctl->op, columns);
	const char *cursor = NULL, *json;

	do {
		enum problem p = page(ctl, cursor, &json);
		if (p != PROBLEM_NONE)
			return p;
		struct json_object *answer = answer_parse(ctl->op, json);
		if (answer == NULL)
			return op_fail(ctl->op, PROBLEM_INTERNAL, "the list is no JSON");
		if (ctl->args->json)
			print_lines(ctl, answer);
		else
			add_items(ctl, table, answer, columns);
		cursor = answer_text(answer, "next_cursor");
	} while (cursor != NULL && !ferror(ctl->out));
	if (ctl->args->json)
		return PROBLEM_NONE;
	if (table_count(table) == 0)
		fprintf(ctl->out, "%s\n", nothing);
	else
		table_print(table, ctl->out);
	return PROBLEM_NONE;
}
