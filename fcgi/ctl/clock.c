/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/clock_calls.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"

static const struct column clock_columns[] = {
	{ "instant", "instant", ALIGN_LEFT },
	{ "settable", "settable", ALIGN_LEFT },
	{ 0 },
};

static enum problem show(struct ctl *ctl)
{
	const char *json;
	enum problem p = clock_show(ctl->op, &json);

	if (p != PROBLEM_NONE)
		return p;
	ctl_print_object(ctl, json, "The business clock:", clock_columns);
	return PROBLEM_NONE;
}

static enum problem set(struct ctl *ctl)
{
	const char *json;
	enum problem p = clock_set(ctl->op, ctl_word(ctl, 0), &json);

	if (p != PROBLEM_NONE)
		return p;
	ctl_print_object(ctl, json, "The business clock:", clock_columns);
	return PROBLEM_NONE;
}

static const struct word_row set_words[] = {
	{ "INSTANT", VALUE_INSTANT, REQUIRED, "never before the present one" },
	{ 0 },
};

static const struct command commands[] = {
	{ "show", NEEDS_OWNER, NULL, NULL, "Show the business clock", NULL, show },
	{ "set", NEEDS_OWNER, set_words, NULL, "Set the business clock and let it stand there",
	  "Only a database made with `bcctl init --settable-clock` has a clock that can be set: "
	  "the\n"
	  "demo's and the tests'. Everywhere else the business clock is the real time.",
	  set },
	{ 0 },
};

const struct command_group clock_group = { "clock", "The clock of business facts", commands };
