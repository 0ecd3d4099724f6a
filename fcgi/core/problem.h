/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

enum problem {
	PROBLEM_NONE = 0,
#define P(name, status, sqlstate, title) PROBLEM_##name,
#include "core/problem_table.h"
#undef P
	PROBLEM_COUNT
};

struct problem_row {
	const char *name;     /* as in the enum, without PROBLEM_ */
	const char *slug;     /* lower case with hyphens: the last part of the type URI */
	int status;	      /* HTTP */
	const char *sqlstate; /* "" when the database doesn't raise it */
	const char *title;
};

/* The row of a problem; aborts for PROBLEM_NONE and what is no problem. */
const struct problem_row *problem_row(enum problem p);

/*
 * What a SQLSTATE means: our own table first, then the foreign codes and classes.
 * NULL or "" (libpq gives none for a lost connection) and unknown ones are INTERNAL.
 */
enum problem problem_from_sqlstate(const char *sqlstate);
