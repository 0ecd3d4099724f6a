/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <string.h>

#include <json-c/json.h>

#include "calls/catalogue_calls.h"
#include "core/mem.h"
#include "ctl/answer.h"
#include "ctl/csv_file.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"

static const struct column version_columns[] = {
	{ "list", "price_list", ALIGN_LEFT },
	{ "region", "region", ALIGN_LEFT },
	{ "currency", "currency", ALIGN_LEFT },
	{ "version", "version", ALIGN_RIGHT },
	{ "effective from", "effective_from", ALIGN_LEFT },
	{ 0 },
};

static const struct column list_columns[] = {
	{ "list", "price_list", ALIGN_LEFT },
	{ "region", "region", ALIGN_LEFT },
	{ "currency", "currency", ALIGN_LEFT },
	{ "version", "version", ALIGN_RIGHT },
	{ "effective from", "effective_from", ALIGN_LEFT },
	{ "items", "items", ALIGN_RIGHT },
	{ "prices", "prices", ALIGN_RIGHT },
	{ 0 },
};

static const struct csv_column item_columns[] = {
	{ .name = "generation" },
	{ .name = "item" },
	{ .name = "operands" },
	{ .name = "combine" },
	{ .name = "fold" },
	{ .name = "free" },
	{ .name = "retention_of" },
	{ .name = "voucher_eligible" },
	{ .name = "decimals", .is_optional = true },
	{ .name = "modes", .is_optional = true },
	{ .name = "note", .is_optional = true },
	{ 0 },
};

static const struct csv_column price_columns[] = {
	{ .name = "generation" },     { .name = "item" },	{ .name = "unit" },
	{ .name = "unit_name" },      { .name = "region" },	{ .name = "currency" },
	{ .name = "retention_days" }, { .name = "unit_price" }, { 0 },
};

/* The rows as a JSON array of objects of strings, keyed by the header. */
static const char *rows_json(struct ctl *ctl, const struct csv_file *file)
{
	struct json_object *rows = json_object_new_array();

	for (size_t i = 0; i < file->n_rows; i++) {
		struct json_object *row = json_object_new_object();
		for (size_t c = 0; file->columns[c].name != NULL; c++)
			if (file->rows[i].cells[c] != NULL)
				json_object_object_add(
					row, file->columns[c].name,
					json_object_new_string(file->rows[i].cells[c]));
		json_object_array_add(rows, row);
	}
	const char *text = mem_strdup(ctl->op, answer_line(rows));
	json_object_put(rows);
	return text;
}

/* The database names the row by a pointer; people want the line of the file. */
static enum problem say_refused(struct ctl *ctl, enum problem p, const struct csv_file *items,
				const struct csv_file *prices)
{
	const char *pointer = ctl->op->pointer;

	if (pointer == NULL)
		return p;
	const struct csv_file *file = strncmp(pointer, "/items/", 7) == 0 ? items : prices;
	const char *place = csv_place(ctl->op, file, 0, pointer);
	if (place == NULL)
		return p;
	return ctl_refuse(ctl, "%s%s; nothing was imported", place,
			  ctl->op->detail != NULL ? table_clean(ctl->op, ctl->op->detail)
						  : "is refused");
}

/* The answer, with whether anything of it is new. */
static void say_imported(struct ctl *ctl, const char *json)
{
	struct json_object *answer = answer_parse(ctl->op, json);
	struct table *table = table_new(ctl->op, version_columns);
	bool created = false;

	for (size_t i = 0; i < answer_length(answer, "versions"); i++) {
		struct json_object *version = answer_item(answer, "versions", i);
		created = created || answer_is_true(version, "created");
		ctl_add_row(ctl, table, version, version_columns);
	}
	if (ctl->args->json) {
		json_object_object_add(answer, "created", json_object_new_boolean(created));
		fprintf(ctl->out, "%s\n", answer_line(answer));
		return;
	}
	fputs(created ? "The catalogue is imported:\n"
		      : "This catalogue is there already: nothing to do.\n",
	      ctl->out);
	table_print(table, ctl->out);
}

static enum problem import(struct ctl *ctl)
{
	struct csv_file *items, *prices;
	const char *json;
	enum problem p = csv_load(ctl, ctl_option(ctl, "items"), item_columns, &items);

	if (p != PROBLEM_NONE)
		return p;
	p = csv_load(ctl, ctl_option(ctl, "prices"), price_columns, &prices);
	if (p != PROBLEM_NONE)
		return p;
	const struct catalogue_import in = {
		.items = rows_json(ctl, items),
		.prices = rows_json(ctl, prices),
		.effective_from = ctl_option(ctl, "effective-from"),
		.reason = ctl_option(ctl, "reason"),
	};
	p = catalogue_import(ctl->op, ctl->session, &in, &json);
	if (p != PROBLEM_NONE)
		return say_refused(ctl, p, items, prices);
	say_imported(ctl, json);
	return PROBLEM_NONE;
}

static enum problem page(struct ctl *ctl, const char *cursor, const char **json)
{
	(void)cursor; /* all versions are on one page */
	return catalogue_list(ctl->op, ctl->session, json);
}

static enum problem list(struct ctl *ctl)
{
	return ctl_print_list(ctl, page, list_columns, "There are no price lists.");
}

static const struct option_row import_options[] = {
	{ "items", VALUE_FILE, "FILE", REQUIRED,
	  "CSV: generation,item,operands,combine,fold,free,retention_of,voucher_eligible"
	  "[,decimals][,modes][,note]" },
	{ "prices", VALUE_FILE, "FILE", REQUIRED,
	  "CSV: generation,item,unit,unit_name,region,currency,retention_days,unit_price" },
	{ "effective-from", VALUE_DAY, "DAY", REQUIRED, "first billing day these prices hold for" },
	{ "reason", VALUE_TEXT, "TEXT", REQUIRED, "for the audit log" },
	{ 0 },
};

static const struct command commands[] = {
	{ "import", NEEDS_OPERATOR, NULL, import_options, "Import items and price lists",
	  "All of both files or nothing. Published versions never change; imported again just the\n"
	  "same nothing happens.\n\n"
	  "This takes effect at once; the operator, the reason and the change are written to the\n"
	  "audit log.",
	  import },
	{ "list", NEEDS_OPERATOR, NULL, NULL, "List the price lists and their versions", NULL,
	  list },
	{ 0 },
};

const struct command_group catalogue_group = { "catalogue", "Items and price lists", commands };
