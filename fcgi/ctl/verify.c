/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <json-c/json.h>

#include "calls/verify_calls.h"
#include "core/file.h"
#include "core/mem.h"
#include "core/monotonic.h"
#include "ctl/answer.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"
#include "ctl/sql_dir.h"
#include "ctl/verify_digests.h"

/* One line of the report. */
struct part {
	const char *name, *title;
	struct verify_found found;
	long ms;
};

struct report {
	struct part *parts;
	size_t n;
	unsigned long violations;
	const struct verify_row *first; /* least account and seq, else the first that has neither */
};

static const struct column part_columns[] = {
	{ "check", "", ALIGN_LEFT },
	{ "of", "", ALIGN_LEFT },
	{ "violations", "", ALIGN_RIGHT },
	{ "ms", "", ALIGN_RIGHT },
	{ 0 },
};

static const struct column row_columns[] = {
	{ "check", "", ALIGN_LEFT },
	{ "account", "", ALIGN_LEFT },
	{ "seq", "", ALIGN_RIGHT },
	{ "detail", "", ALIGN_LEFT },
	{ 0 },
};

static bool is_before(const struct verify_row *a, const struct verify_row *b)
{
	if (b == NULL || b->account == NULL)
		return b == NULL || a->account != NULL;
	if (a->account == NULL)
		return false;
	int order = strcmp(a->account, b->account);
	if (order != 0 || a->seq == NULL || b->seq == NULL)
		return order < 0;
	return strtoull(a->seq, NULL, 10) < strtoull(b->seq, NULL, 10);
}

static struct part *add_part(struct ctl *ctl, struct report *report, const char *name,
			     const char *title)
{
	report->parts = mem_grow(ctl->op, report->parts, struct part, (unsigned)report->n + 1);
	report->parts[report->n] = (struct part){ .name = name, .title = title };
	return &report->parts[report->n++];
}

static void end_part(struct report *report, struct part *part, long began)
{
	part->ms = monotonic_ms() - began;
	report->violations += part->found.n;
	for (size_t i = 0; i < part->found.n_rows; i++)
		if (is_before(&part->found.rows[i], report->first))
			report->first = &part->found.rows[i];
}

/* The second line of a check's file says what it is of. */
static const char *title_of(struct ctl *ctl, const char *sql)
{
	const char *line = strchr(sql, '\n');

	if (line == NULL || strncmp(line, "\n-- ", 4) != 0)
		return "";
	line += 4;
	return mem_strndup(ctl->op, line, strcspn(line, "\n"));
}

static enum problem run_checks(struct ctl *ctl, struct report *report)
{
	const char *folder = mem_printf(ctl->op, "%s/verify", sql_dir(ctl));
	const char **names = file_list(ctl->op, folder, ".sql"), *sql;
	size_t size;

	if (names == NULL || names[0] == NULL)
		return ctl_refuse(ctl,
				  "there are no checks in %s: BC_SQL_DIR names the folder of "
				  "the SQL files",
				  folder);
	for (; *names != NULL; names++) {
		enum problem p =
			sql_read(ctl, mem_printf(ctl->op, "verify/%s", *names), &sql, &size);
		if (p != PROBLEM_NONE)
			return p;
		const char *name = mem_strndup(ctl->op, *names, strlen(*names) - strlen(".sql"));
		struct part *part = add_part(ctl, report, name, title_of(ctl, sql));
		long began = monotonic_ms();
		p = verify_check(ctl->op, name, sql, ctl_option(ctl, "from-block"), &part->found);
		if (p != PROBLEM_NONE)
			return p;
		end_part(report, part, began);
	}
	return PROBLEM_NONE;
}

/* The key's other half beside it, when the settings name one that is there. */
static const char *public_file(struct ctl *ctl)
{
	const char *option = ctl_option(ctl, "public-key"), *key = ctl->conf->digest_key_file;
	const char *beside = key != NULL ? mem_printf(ctl->op, "%s.pub", key) : NULL;

	if (option != NULL)
		return option;
	return beside != NULL && access(beside, R_OK) == 0 ? beside : NULL;
}

static enum problem compare_digests(struct ctl *ctl, struct report *report)
{
	const char *folder = ctl_option_or(ctl, "digests", ctl->conf->digest_dir);
	long began = monotonic_ms();
	size_t files;

	if (folder == NULL)
		return PROBLEM_NONE;
	const char *key = public_file(ctl);
	struct part *part = add_part(ctl, report, "digests", "");
	enum problem p = verify_digest_files(ctl, folder, ctl_option(ctl, "digests") != NULL, key,
					     &part->found, &files);
	part->title = mem_printf(ctl->op, "exported: %s, %s",
				 table_counted(ctl->op, files, "file", "files"),
				 key != NULL ? "signed, as the blocks are"
					     : "as the blocks are (signatures not looked at)");
	end_part(report, part, began);
	return p;
}

static void print_report(struct ctl *ctl, const struct report *report)
{
	struct table *parts = table_new(ctl->op, part_columns);
	struct table *rows = table_new(ctl->op, row_columns);

	for (size_t i = 0; i < report->n; i++) {
		const struct part *part = &report->parts[i];
		const char *const cells[] = { part->name, part->title,
					      mem_printf(ctl->op, "%lu", part->found.n),
					      mem_printf(ctl->op, "%ld", part->ms) };
		table_row(parts, cells);
		for (size_t k = 0; k < part->found.n_rows; k++) {
			const struct verify_row *row = &part->found.rows[k];
			const char *const found[] = { part->name, row->account, row->seq,
						      row->detail };
			table_row(rows, found);
		}
	}
	table_print(parts, ctl->out);
	if (report->violations == 0) {
		fputs("\nThe books are as they must be.\n", ctl->out);
		return;
	}
	fputs("\nThe first violations of each check:\n", ctl->out);
	table_print(rows, ctl->out);
	fprintf(ctl->out, "\nThe books are NOT as they must be: %s.\n",
		table_counted(ctl->op, report->violations, "violation", "violations"));
	if (report->first != NULL && report->first->account != NULL)
		fprintf(ctl->out, "The first bad entry: account %s, seq %s.\n",
			table_clean(ctl->op, report->first->account),
			report->first->seq != NULL ? report->first->seq : "-");
}

static struct json_object *row_json(const struct verify_row *row)
{
	struct json_object *json = json_object_new_object();

	json_object_object_add(json, "account",
			       row->account ? json_object_new_string(row->account) : NULL);
	json_object_object_add(json, "seq", row->seq ? json_object_new_string(row->seq) : NULL);
	json_object_object_add(json, "detail", json_object_new_string(row->detail));
	return json;
}

static void json_release(void *obj)
{
	json_object_put(obj);
}

static void print_json(struct ctl *ctl, const struct report *report)
{
	struct json_object *json = mem_own(ctl->op, json_object_new_object(), json_release);
	struct json_object *checks = json_object_new_array();

	for (size_t i = 0; i < report->n; i++) {
		const struct part *part = &report->parts[i];
		struct json_object *check = json_object_new_object();
		struct json_object *rows = json_object_new_array();
		for (size_t k = 0; k < part->found.n_rows; k++)
			json_object_array_add(rows, row_json(&part->found.rows[k]));
		json_object_object_add(check, "check", json_object_new_string(part->name));
		json_object_object_add(check, "of", json_object_new_string(part->title));
		json_object_object_add(check, "violations",
				       json_object_new_int64((int64_t)part->found.n));
		json_object_object_add(check, "ms", json_object_new_int64(part->ms));
		json_object_object_add(check, "first", rows);
		json_object_array_add(checks, check);
	}
	json_object_object_add(json, "sound", json_object_new_boolean(report->violations == 0));
	json_object_object_add(json, "first", report->first ? row_json(report->first) : NULL);
	json_object_object_add(json, "checks", checks);
	fprintf(ctl->out, "%s\n", answer_line(json));
}

static enum problem verify(struct ctl *ctl)
{
	struct report report = { 0 };

	if (ctl->conf->read_url == NULL)
		return ctl_refuse(ctl, "BC_READ_URL is not set: start the stack with `make up`, or "
				       "name its stack.env in BC_STACK_ENV");
	enum problem p = verify_begin(ctl->op, ctl->conf->read_url);
	if (p == PROBLEM_NONE)
		p = run_checks(ctl, &report);
	if (p == PROBLEM_NONE)
		p = compare_digests(ctl, &report);
	if (p != PROBLEM_NONE)
		return p;
	ctl->negative = report.violations > 0;
	if (ctl->args->json)
		print_json(ctl, &report);
	else
		print_report(ctl, &report);
	return PROBLEM_NONE;
}

static const struct option_row options[] = {
	{ "from-block", VALUE_COUNT, "N", OPTIONAL,
	  "trust the heads of block N and check what came after them" },
	{ "digests", VALUE_FILE, "DIR", OPTIONAL,
	  "folder of the exported digests (default: BC_DIGEST_DIR)" },
	{ "public-key", VALUE_FILE, "FILE", OPTIONAL,
	  "the key that the digests are signed with (default: that beside BC_DIGEST_KEY_FILE)" },
	{ 0 },
};

static const struct command commands[] = {
	{ "", NEEDS_NOTHING, NULL, options, "Prove the books anew from what is written in them",
	  "Works out again all that follows from the values alone: hashes, blocks, balances, what\n"
	  "each source had to pay of each line, repayments; and holds the exported digests "
	  "against\n"
	  "the blocks. Reads only, as role bc_read, by queries of its own in sql/verify. Exit\n"
	  "status 1 when anything is not as it must be; the first bad account and seq are named.\n"
	  "docs/money.md explains the checks.",
	  verify },
	{ 0 },
};

const struct command_group verify_group = { "verify", "Verification of the books", commands };
