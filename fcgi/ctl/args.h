/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "ctl/command.h"

/* One command line, read against the tables.  Texts point into argv. */
struct args {
	const struct command_group *group; /* NULL: none named */
	const struct command *command; /* NULL: the group needs a verb, or only help was asked */
	bool json;
	bool help;
	bool version;
	const char **words;   /* one per word row, NULL where left out */
	const char ***values; /* one NULL-ended list per option row */
	const char *fault;    /* what is wrong with the line, or NULL */
};

/* Owner first; argv is permuted.  Never NULL; look at ->fault. */
struct args *args_read(const void *owner, int argc, char **argv);

/* The value of an option (the last one given), NULL when it was left out. */
const char *args_option(const struct args *args, const char *name);
/* All values of a repeatable option, NULL-ended. */
const char *const *args_options(const struct args *args, const char *name);
