/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "ctl/ctl.h"

/* A column a file may have; rows of the table end with { 0 }. */
struct csv_column {
	const char *name;
	bool is_optional;
	/* What is wrong with a cell, as the end of "column NAME: …"; NULL: nothing.  May be NULL.
	 */
	const char *(*fault)(const char *cell);
};

struct csv_row {
	unsigned long line;
	const char **cells; /* in the order of the columns; NULL where the file lacks the column */
};

struct csv_file {
	const char *path;
	const struct csv_column *columns;
	struct csv_row *rows;
	size_t n_rows;
	const char **faults; /* "FILE:LINE: column NAME: …", the first CSV_FAULTS of them */
	size_t n_faults;     /* all of them */
};

enum { CSV_FAULTS = 20 };

/* Reads text, the content of path, against the columns; the header may have them in any order. */
struct csv_file *csv_parse_text(const void *owner, const char *path, const char *text, size_t size,
				const struct csv_column *columns);

/* Reads the whole file; refused with all its faults on standard error when it has any. */
enum problem csv_load(struct ctl *ctl, const char *path, const struct csv_column *columns,
		      struct csv_file **file);

/*
 * "FILE:LINE: column NAME: " for a JSON pointer /ANY/N/NAME, whose N counts rows from the
 * first one on; NULL for other pointers.  Owned by owner.
 */
const char *csv_place(const void *owner, const struct csv_file *file, size_t first,
		      const char *pointer);
