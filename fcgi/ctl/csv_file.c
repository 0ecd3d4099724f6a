/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/csv_file.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <csv.h>

#include "core/mem.h"
#include "core/file.h"

#define MAX_COLUMNS 32

struct reading {
	struct csv_file *file;
	size_t n_columns;
	size_t room;
	int places[MAX_COLUMNS]; /* field of the file -> column, from the header on */
	size_t n_fields;	 /* of the header; 0 before it */
	unsigned long row_line;	 /* where the present row began */
	bool in_row;
	char *fields[MAX_COLUMNS];
	size_t n;	 /* fields of the present row */
	bool is_stopped; /* a header that doesn't fit: rows mean nothing */
};

static void add_fault(struct reading *r, unsigned long line, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

static void add_fault(struct reading *r, unsigned long line, const char *fmt, ...)
{
	struct csv_file *file = r->file;
	va_list args;

	if (file->n_faults++ >= CSV_FAULTS)
		return;
	va_start(args, fmt);
	char *what = mem_check(talloc_vasprintf(file, fmt, args));
	va_end(args);
	file->faults[file->n_faults - 1] =
		mem_printf(file->faults, "%s:%lu: %s", file->path, line, what);
	talloc_free(what);
}

static bool is_utf8(const char *text, size_t size)
{
	mbstate_t state = { 0 };

	for (size_t i = 0; i < size;) {
		size_t n = mbrtowc(NULL, text + i, size - i, &state);
		if (n == 0 || n == (size_t)-1 || n == (size_t)-2)
			return false;
		i += n;
	}
	return true;
}

static void on_field(void *text, size_t size, void *arg)
{
	struct reading *r = arg;

	if (r->n < MAX_COLUMNS) {
		r->fields[r->n] = mem_strndup(r->file, text, size);
		if (!is_utf8(text, size))
			add_fault(r, r->row_line, "field %zu: is no UTF-8 text", r->n + 1);
	}
	r->n++;
}

static void read_header(struct reading *r)
{
	const struct csv_column *columns = r->file->columns;
	bool seen[MAX_COLUMNS] = { false };

	for (size_t f = 0; f < r->n && f < MAX_COLUMNS; f++) {
		size_t c = 0;
		while (c < r->n_columns && strcmp(columns[c].name, r->fields[f]) != 0)
			c++;
		if (c == r->n_columns)
			add_fault(r, r->row_line, "column %s: is not known here", r->fields[f]);
		else if (seen[c])
			add_fault(r, r->row_line, "column %s: stands there twice", r->fields[f]);
		else
			seen[c] = true;
		r->places[f] = (int)c;
	}
	for (size_t c = 0; c < r->n_columns; c++)
		if (!seen[c] && !columns[c].is_optional)
			add_fault(r, r->row_line, "column %s: is missing", columns[c].name);
	r->n_fields = r->n;
	r->is_stopped = r->file->n_faults > 0;
}

static void read_row(struct reading *r)
{
	struct csv_file *file = r->file;

	if (r->n != r->n_fields) {
		add_fault(r, r->row_line, "the row has %zu fields, the header %zu", r->n,
			  r->n_fields);
		return;
	}
	if (file->n_rows == r->room) {
		r->room = r->room == 0 ? 1024 : r->room * 2;
		file->rows = mem_grow(file, file->rows, struct csv_row, (unsigned)r->room);
	}
	struct csv_row *row = &file->rows[file->n_rows++];
	row->line = r->row_line;
	row->cells = mem_array(file, const char *, r->n_columns);
	for (size_t f = 0; f < r->n; f++) {
		const struct csv_column *column = &file->columns[r->places[f]];
		const char *fault = column->fault != NULL ? column->fault(r->fields[f]) : NULL;
		if (fault != NULL)
			add_fault(r, r->row_line, "column %s: %s, not '%s'", column->name, fault,
				  r->fields[f]);
		row->cells[r->places[f]] = r->fields[f];
	}
}

static void on_row(int c, void *arg)
{
	struct reading *r = arg;

	(void)c;
	if (!r->is_stopped && r->n_fields == 0)
		read_header(r);
	else if (!r->is_stopped)
		read_row(r);
	r->n = 0;
	r->in_row = false;
}

/* libcsv counts no lines, so it is fed one at a time. */
static void feed(struct reading *r, struct csv_parser *parser, const char *text, size_t size)
{
	const char *end = text + size;

	for (unsigned long line = 1; text < end; line++) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		size_t n = (size_t)((stop != NULL ? stop + 1 : end) - text);
		if (!r->in_row)
			r->row_line = line;
		r->in_row = r->in_row || strspn(text, " \t\r") < n - (stop != NULL);
		if (csv_parse(parser, text, n, on_field, on_row, r) != n) {
			add_fault(r, line, "a quote stands where none may");
			return;
		}
		text += n;
	}
	if (csv_fini(parser, on_field, on_row, r) != 0)
		add_fault(r, r->row_line, "a quoted field is not closed");
	else if (r->n_fields == 0)
		add_fault(r, 1, "the file has no header");
}

struct csv_file *csv_parse_text(const void *owner, const char *path, const char *text, size_t size,
				const struct csv_column *columns)
{
	struct csv_file *file = mem_zero(owner, struct csv_file);
	struct reading r = { .file = file };
	struct csv_parser parser;

	file->path = mem_strdup(file, path);
	file->columns = columns;
	file->faults = mem_array(file, const char *, CSV_FAULTS);
	while (columns[r.n_columns].name != NULL)
		r.n_columns++;
	if (size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) { /* a byte order mark */
		text += 3;
		size -= 3;
	}
	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		abort();
	feed(&r, &parser, text, size);
	csv_free(&parser);
	return file;
}

enum problem csv_load(struct ctl *ctl, const char *path, const struct csv_column *columns,
		      struct csv_file **file)
{
	size_t size;
	const char *text = file_read(ctl->op, path, &size);

	if (text == NULL)
		return ctl_refuse(ctl, "cannot read %s: %s", path, strerror(errno));
	*file = csv_parse_text(ctl->op, path, text, size, columns);
	if ((*file)->n_faults == 0)
		return PROBLEM_NONE;
	for (size_t i = 0; i < (*file)->n_faults && i < CSV_FAULTS; i++)
		fprintf(stderr, "%s\n", table_clean(ctl->op, (*file)->faults[i]));
	return ctl_refuse(ctl, "%s has %zu fault%s; nothing of it was taken", path,
			  (*file)->n_faults, (*file)->n_faults == 1 ? "" : "s");
}

const char *csv_place(const void *owner, const struct csv_file *file, size_t first,
		      const char *pointer)
{
	const char *slash = pointer != NULL && pointer[0] == '/' ? strchr(pointer + 1, '/') : NULL;
	char *end;

	if (slash == NULL)
		return NULL;
	unsigned long n = strtoul(slash + 1, &end, 10);
	if (end == slash + 1 || (*end != '/' && *end != '\0') || first + n >= file->n_rows)
		return NULL;
	unsigned long line = file->rows[first + n].line;
	if (*end == '\0')
		return mem_printf(owner, "%s:%lu: ", file->path, line);
	return mem_printf(owner, "%s:%lu: column %s: ", file->path, line, end + 1);
}
