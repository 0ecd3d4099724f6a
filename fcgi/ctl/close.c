/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <json-c/json.h>

#include "calls/bill_calls.h"
#include "calls/close_calls.h"
#include "core/mem.h"
#include "ctl/answer.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"

#define BATCH "1000"

static const struct column close_columns[] = {
	{ "site", "site", ALIGN_LEFT },	      { "day", "day", ALIGN_LEFT },
	{ "ends at", "ends_at", ALIGN_LEFT }, { "state", "state", ALIGN_LEFT },
	{ "faults", "faults", ALIGN_LEFT },   { 0 },
};

static void json_release(void *obj)
{
	json_object_put(obj);
}

/* The entry of a day end in the list of those worked on. */
static struct json_object *entry_of(struct json_object *ends, const char *day_end)
{
	size_t n = json_object_array_length(ends);
	struct json_object *last = n > 0 ? json_object_array_get_idx(ends, n - 1) : NULL;

	if (last != NULL && strcmp(answer_text(last, "day_end"), day_end) == 0)
		return last;
	last = json_object_new_object();
	json_object_object_add(last, "day_end", json_object_new_string(day_end));
	json_object_array_add(ends, last);
	return last;
}

static void count_step(struct json_object *ends, const struct close_step *step)
{
	/* a day that was closed has done nothing unless faults were tried again */
	if (step->day_end == NULL || step->step == NULL || step->n == NULL ||
	    (step->was_closed && strcmp(step->n, "0") == 0))
		return;
	struct json_object *entry = entry_of(ends, step->day_end);
	int64_t n = (int64_t)answer_count(entry, step->step) + strtol(step->n, NULL, 10);
	json_object_object_add(entry, step->step, json_object_new_int64(n));
}

static void print_closed(struct ctl *ctl, struct json_object *ends, bool was_closed)
{
	const char *site = ctl_word(ctl, 0), *day = ctl_word(ctl, 1);

	if (was_closed && json_object_array_length(ends) == 0) {
		fprintf(ctl->out, "%s %s is closed already: nothing to do.\n", site, day);
		return;
	}
	for (size_t i = 0; i < json_object_array_length(ends); i++) {
		struct json_object *entry = json_object_array_get_idx(ends, i);
		fprintf(ctl->out, "day end %s:", answer_text(entry, "day_end"));
		json_object_object_foreach(entry, name, value)
		{
			if (strcmp(name, "day_end") != 0)
				fprintf(ctl->out, " %s %s", name, json_object_get_string(value));
		}
		fputc('\n', ctl->out);
	}
	fprintf(ctl->out, "%s %s is closed.\n", site, day);
}

static void say_faults(struct ctl *ctl, size_t n)
{
	if (n == 0)
		return;
	fflush(ctl->out);
	fprintf(stderr,
		"bcctl: %s stopped by a fault; 'bcctl close list --site %s' says why (without "
		"--site of all sites)\n",
		table_counted(ctl->op, n, "workspace was", "workspaces were"), ctl_word(ctl, 0));
	ctl->negative = true;
}

static void say_closed(struct ctl *ctl, struct json_object *ends, const struct close_step *last)
{
	size_t n_faults = last->faults != NULL ? strtoul(last->faults, NULL, 10) : 0;
	struct json_object *answer = mem_own(ctl->op, json_object_new_object(), json_release);

	json_object_object_add(answer, "site", json_object_new_string(ctl_word(ctl, 0)));
	json_object_object_add(answer, "day", json_object_new_string(ctl_word(ctl, 1)));
	json_object_object_add(answer, "already", json_object_new_boolean(last->was_closed));
	json_object_object_add(answer, "day_ends", json_object_get(ends));
	json_object_object_add(answer, "faults", json_object_new_int64((int64_t)n_faults));
	if (ctl->args->json)
		fprintf(ctl->out, "%s\n", answer_line(answer));
	else
		print_closed(ctl, ends, last->was_closed);
	say_faults(ctl, n_faults);
}

static enum problem close_day(struct ctl *ctl)
{
	struct json_object *ends = mem_own(ctl->op, json_object_new_array(), json_release);
	struct close_step step;

	do {
		enum problem p = close_run_step(ctl->op, ctl->session, ctl_word(ctl, 0),
						ctl_word(ctl, 1), BATCH, &step);
		if (p != PROBLEM_NONE)
			return p;
		count_step(ends, &step);
	} while (!step.is_done);
	say_closed(ctl, ends, &step);
	return PROBLEM_NONE;
}

static enum problem page(struct ctl *ctl, const char *cursor, const char **json)
{
	(void)cursor; /* all day ends are on one page */
	return bill_list_closes(ctl->op, ctl->session, ctl_option(ctl, "site"), json);
}

static enum problem list(struct ctl *ctl)
{
	return ctl_print_list(ctl, page, close_columns, "There are no billing days.");
}

static const struct word_row close_words[] = {
	{ "SITE", VALUE_CODE, REQUIRED, "code of the site" },
	{ "DAY", VALUE_DAY, REQUIRED, "a billing day that is over" },
	{ 0 },
};

static const struct option_row list_options[] = {
	{ "site", VALUE_CODE, "SITE", OPTIONAL, "only those of this site" },
	{ 0 },
};

static const struct command commands[] = {
	{ "", NEEDS_OPERATOR, close_words, NULL, "Close a billing day of a site",
	  "Rates and settles the day ends of every site up to the end of that day, in order: what\n"
	  "bc-jobs does by itself. A closed day stays as it is, but what a fault kept from it is\n"
	  "tried again; a run that was broken off is taken up by the next. Exit status 1 when a\n"
	  "fault stopped a workspace.",
	  close_day },
	{ "list", NEEDS_OPERATOR, NULL, list_options, "List the billing days and their state", NULL,
	  list },
	{ 0 },
};

const struct command_group close_group = { "close", "The daily close", commands };
