/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdio.h>

/* The programs, as a mask. */
enum {
	CONF_API = 1,
	CONF_JOBS = 2,
	CONF_CTL = 4,
	CONF_STACK = 8, /* build-aux/stack, a script */
};

#define CONF_CTYPE_TEXT const char *
#define CONF_CTYPE_INT	int

/* One member for each row of conf_table.h; a text without default is NULL when not set. */
struct conf {
#define C(name, field, type, default_, min, max, readers, needers, help) CONF_CTYPE_##type field;
#include "core/conf_table.h"
#undef C
};

/*
 * Read the settings of one program from the environment, and below it from the file named by
 * BC_STACK_ENV or, when that isn't set, from default_file if it can be read (may be NULL).
 * NULL when a value is out of its bounds, a needed one is missing or a BC_ name is unknown;
 * *fault then says which.  Both are owned by owner.
 */
struct conf *conf_load(const void *owner, int program, const char *default_file,
		       const char **fault);

/* The settings one program reads, for --help. */
void conf_print_help(FILE *out, int program);
