/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>
#include <stdio.h>

enum align { ALIGN_LEFT, ALIGN_RIGHT };

struct column {
	const char *title;
	const char *path; /* where the cell stands in an answer's item; see answer.h */
	enum align align;
};

struct table;

/* columns: ends with { 0 }, must outlive the table. */
struct table *table_new(const void *owner, const struct column *columns);

/* One cell a column, copied; NULL and "" print as "-". */
void table_row(struct table *table, const char *const *cells);

/* Columns as wide as their widest cell, two spaces between, no space at the end of a line. */
void table_print(const struct table *table, FILE *out);

size_t table_count(const struct table *table);

/* Places on the terminal that UTF-8 text takes. */
size_t table_width(const char *text);

/* "1 point", "2 points". */
char *table_counted(const void *owner, size_t n, const char *one, const char *many);

/* Text from elsewhere, fit for a terminal: control characters become '?'. */
char *table_clean(const void *owner, const char *text);
