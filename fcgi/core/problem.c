/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "core/problem.h"

#include <assert.h>
#include <ctype.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define SLUG_SIZE 40

static char slugs[PROBLEM_COUNT][SLUG_SIZE];

static struct problem_row rows[PROBLEM_COUNT] = {
#define P(name_, status_, sqlstate_, title_)                                                       \
	[PROBLEM_##name_] = { #name_, slugs[PROBLEM_##name_], status_, sqlstate_, title_ },
#include "core/problem_table.h"
#undef P
};

static const struct {
	const char *prefix;
	enum problem problem;
} foreign[] = {
#define S(prefix_, problem_) { prefix_, PROBLEM_##problem_ },
#include "core/sqlstate_table.h"
#undef S
};

static pthread_once_t slugs_once = PTHREAD_ONCE_INIT;

static void make_slugs(void)
{
	for (int p = PROBLEM_NONE + 1; p < PROBLEM_COUNT; p++) {
		size_t n = strlen(rows[p].name);

		assert(n < SLUG_SIZE);
		for (size_t i = 0; i < n; i++)
			slugs[p][i] = rows[p].name[i] == '_'
					      ? '-'
					      : (char)tolower((unsigned char)rows[p].name[i]);
	}
}

const struct problem_row *problem_row(enum problem p)
{
	assert(p > PROBLEM_NONE && p < PROBLEM_COUNT);
	pthread_once(&slugs_once, make_slugs);
	return &rows[p];
}

enum problem problem_from_sqlstate(const char *sqlstate)
{
	if (sqlstate == NULL || sqlstate[0] == '\0')
		return PROBLEM_INTERNAL;
	for (int p = PROBLEM_NONE + 1; p < PROBLEM_COUNT; p++)
		if (strcmp(rows[p].sqlstate, sqlstate) == 0)
			return (enum problem)p;
	for (size_t i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++)
		if (strncmp(foreign[i].prefix, sqlstate, strlen(foreign[i].prefix)) == 0)
			return foreign[i].problem;
	return PROBLEM_INTERNAL;
}
