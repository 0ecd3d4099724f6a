/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdio.h>

#include "core/conf.h"
#include "core/op.h"
#include "ctl/args.h"
#include "ctl/table.h"

/* Exit status. */
enum { CTL_DONE = 0, CTL_REFUSED = 1, CTL_MISUSED = 2, CTL_UNREACHED = 3 };

/* One run of bcctl. */
struct ctl {
	struct op *op; /* owns everything of the run */
	const struct args *args;
	const struct conf *conf;
	const char *session; /* the operator's, when the command needs one */
	FILE *out;
	/* Set by commands: */
	bool said;	    /* what went wrong stands on standard error already */
	bool unreached;	    /* the server could not be reached: exit status 3 */
	bool negative;	    /* all went well and the answer is no: exit status 1 */
	const char *key;    /* made up for this run; shown unless the request was refused */
	const char *misuse; /* the arguments don't fit together: exit status 2 */
};

/* The whole program: reads the line, runs the command, gives the exit status. */
int ctl_main(int argc, char **argv);

/* return ctl_misuse(ctl, "…"): arguments that are wrong only together. */
enum problem ctl_misuse(struct ctl *ctl, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* return ctl_refuse(ctl, "…"): a line on standard error that says it all, exit status 1. */
enum problem ctl_refuse(struct ctl *ctl, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* For commands that look at their arguments first and therefore need NOTHING. */
enum problem ctl_open_session(struct ctl *ctl);
/* The same for an operator by name; NULL: the one of this run. */
enum problem ctl_open_session_of(struct ctl *ctl, const char *name);

/* Words by their place, options by their name. */
const char *ctl_word(const struct ctl *ctl, int i);
const char *ctl_option(const struct ctl *ctl, const char *name);
bool ctl_has(const struct ctl *ctl, const char *name);
/* The option, or what stands for it when it is left out. */
const char *ctl_option_or(const struct ctl *ctl, const char *name, const char *otherwise);
/* NAME=VALUE options as a JSON object of strings; NULL when there are none. */
const char *ctl_pairs(struct ctl *ctl, const char *name);

/* --key, or a random UUID; see ctl->key. */
const char *ctl_request_key(struct ctl *ctl);

/*
 * Prints an answer: with --json the JSON on one line, else sentence and the columns
 * as "title  value" lines.
 */
void ctl_print_object(struct ctl *ctl, const char *json, const char *sentence,
		      const struct column *columns);

struct json_object;
/* A row of an item's members, as the columns name them. */
void ctl_add_row(struct ctl *ctl, struct table *table, struct json_object *item,
		 const struct column *columns);

/* One page of a list door; cursor is NULL for the first one. */
typedef enum problem ctl_page(struct ctl *ctl, const char *cursor, const char **json);

/* Prints all pages: with --json one object a line as they come, else one table. */
enum problem ctl_print_list(struct ctl *ctl, ctl_page *page, const struct column *columns,
			    const char *nothing);
