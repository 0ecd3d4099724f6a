/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <string.h>

#include "calls/bill_calls.h"
#include "core/mem.h"
#include "ctl/answer.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"
#include "ctl/option_rows.h"
#include "ctl/propose.h"
#include "ctl/value.h"

/* The lines as a list; NULL when one is misused. */
static struct json_object *read_lines(struct ctl *ctl)
{
	struct json_object *lines = json_object_new_array();

	for (const char *const *l = args_options(ctl->args, "line"); *l != NULL; l++) {
		const char *amount = strchr(*l, '=') + 1;
		const char *number = mem_strndup(ctl->op, *l, (size_t)(amount - 1 - *l));
		struct json_object *line;

		if (value_fault(VALUE_COUNT, number) != NULL ||
		    value_fault(VALUE_SIGNED, amount) != NULL) {
			ctl_misuse(ctl,
				   "--line %s: write the line's number and an amount, as in "
				   "2=-1.50",
				   *l);
			json_object_put(lines);
			return NULL;
		}
		line = json_object_new_object();
		propose_add(line, "line", number);
		propose_add(line, "amount", amount);
		json_object_array_add(lines, line);
	}
	return lines;
}

static enum problem correct(struct ctl *ctl)
{
	const struct bill_key key = { .bill = ctl_word(ctl, 0) };
	struct json_object *lines = read_lines(ctl), *payload;
	const char *bill, *json;
	enum problem p;

	if (lines == NULL)
		return PROBLEM_BAD_REQUEST;
	if (json_object_array_length(lines) == 0) {
		json_object_put(lines);
		return ctl_misuse(ctl, "--line N=AMOUNT is missing: nothing would be corrected");
	}
	p = ctl_open_session(ctl);
	if (p == PROBLEM_NONE)
		p = bill_get(ctl->op, ctl->session, &key, &bill);
	if (p != PROBLEM_NONE) {
		json_object_put(lines);
		return p;
	}
	payload = json_object_new_object();
	propose_add(payload, "bill", key.bill);
	json_object_object_add(payload, "lines", lines);
	p = propose_call(ctl, "correction", answer_text(answer_parse(ctl->op, bill), "account"),
			 payload, &json);
	if (p == PROBLEM_NONE)
		propose_print(ctl, json);
	return p;
}

static const struct word_row words[] = {
	{ "BILL", VALUE_UUID, REQUIRED,
	  "id of the daily bill, as `bcctl bill list --json` shows it" },
	{ 0 },
};

static const struct option_row options[] = {
	{ "line", VALUE_PAIR, "N=AMOUNT", REPEATED,
	  "a line of the bill and what it changes by: 2=-1.50 gives back, 2=1.50 takes" },
	SEEN_REASON_OPTION,
	KEY_OPTION,
	{ 0 },
};

static const struct command commands[] = {
	{ "", NEEDS_NOTHING, words, options, "Propose to correct lines of a settled bill",
	  "All amounts are of one sign. What is given back goes first to arrears, then to what "
	  "had\n"
	  "paid; what is taken is deducted like a bill of now. The bill stays as it is: the\n"
	  "correction is a bill of its own beside it.\n\n" NOTE_TWO_PERSONS,
	  correct },
	{ 0 },
};

const struct command_group correction_group = { "correction", "Corrections of bills", commands };
