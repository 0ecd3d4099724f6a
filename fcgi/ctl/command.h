/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "core/op.h"
#include "core/problem.h"

struct ctl;

/* What a word or the value of an option has to look like; see value.h. */
enum value_kind {
	VALUE_FLAG,
	VALUE_TEXT,
	VALUE_FILE,
	VALUE_CODE,
	VALUE_DAY,
	VALUE_INSTANT,
	VALUE_UTC,
	VALUE_AMOUNT,
	VALUE_SIGNED,
	VALUE_UUID,
	VALUE_COUNT,
	VALUE_PAIR,
};

/* Whose connection a command works on. */
enum command_needs {
	NEEDS_NOTHING,	/* or it asks by itself, after a look at its arguments */
	NEEDS_OPERATOR, /* BC_OPERATOR_URL and a session: ctl->session */
	NEEDS_OWNER,	/* BC_OWNER_URL, as bc_owner */
};

enum option_presence { OPTIONAL, REQUIRED, REPEATED };

struct option_row {
	const char *name;
	enum value_kind kind;
	const char *value; /* how the help calls it; NULL for a flag */
	enum option_presence presence;
	const char *help;
};

struct word_row {
	const char *name;
	enum value_kind kind;
	enum option_presence presence; /* OPTIONAL ones come last */
	const char *help;
};

/* Rows end with { 0 }; words and options may be NULL. */
struct command {
	const char *verb; /* "" when the group's name alone is the command */
	enum command_needs needs;
	const struct word_row *words;
	const struct option_row *options;
	const char *summary;
	const char *notes; /* paragraphs under the help, or NULL */
	enum problem (*run)(struct ctl *ctl);
};

struct command_group {
	const char *name;
	const char *summary;
	/* Ends with a row whose run is NULL; the one without a verb comes first. */
	const struct command *commands;
};

extern const struct command_group *const command_groups[]; /* ends with NULL */
