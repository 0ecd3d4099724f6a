/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/table.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "core/mem.h"

struct table {
	const struct column *columns;
	size_t n_columns;
	const char ***rows;
	size_t n_rows, room;
	size_t *widths;
};

size_t table_width(const char *text)
{
	mbstate_t state = { 0 };
	size_t width = 0;

	while (*text != '\0') {
		wchar_t c;
		size_t n = mbrtowc(&c, text, strlen(text), &state);
		if (n == (size_t)-1 || n == (size_t)-2) { /* no UTF-8: a place a byte */
			state = (mbstate_t){ 0 };
			n = 1;
			width++;
		} else {
			int places = wcwidth(c);
			width += places > 0 ? (size_t)places : 0;
		}
		text += n;
	}
	return width;
}

char *table_counted(const void *owner, size_t n, const char *one, const char *many)
{
	return mem_printf(owner, "%zu %s", n, n == 1 ? one : many);
}

char *table_clean(const void *owner, const char *text)
{
	char *clean = mem_strdup(owner, text);

	for (char *c = clean; *c != '\0'; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			*c = '?';
	return clean;
}

struct table *table_new(const void *owner, const struct column *columns)
{
	struct table *table = mem_zero(owner, struct table);

	table->columns = columns;
	while (columns[table->n_columns].title != NULL)
		table->n_columns++;
	table->widths = mem_array(table, size_t, table->n_columns + 1);
	for (size_t i = 0; i < table->n_columns; i++)
		table->widths[i] = table_width(columns[i].title);
	return table;
}

void table_row(struct table *table, const char *const *cells)
{
	if (table->n_rows == table->room) {
		table->room = table->room == 0 ? 32 : table->room * 2;
		const char ***rows = mem_array(table, const char **, table->room);
		if (table->n_rows > 0)
			memcpy(rows, table->rows, table->n_rows * sizeof(*rows));
		talloc_free(table->rows);
		table->rows = rows;
	}
	const char **row = mem_array(table, const char *, table->n_columns);
	for (size_t i = 0; i < table->n_columns; i++) {
		row[i] = table_clean(row, cells[i] != NULL && *cells[i] != '\0' ? cells[i] : "-");
		size_t width = table_width(row[i]);
		if (width > table->widths[i])
			table->widths[i] = width;
	}
	table->rows[table->n_rows++] = row;
}

static void print_spaces(FILE *out, size_t n)
{
	fprintf(out, "%*s", (int)n, "");
}

static void print_cell(const struct table *table, size_t i, const char *cell, FILE *out)
{
	size_t blank = table->widths[i] - table_width(cell);

	if (i > 0)
		fputs("  ", out);
	if (table->columns[i].align == ALIGN_RIGHT)
		print_spaces(out, blank);
	fputs(cell, out);
	if (table->columns[i].align == ALIGN_LEFT && i + 1 < table->n_columns)
		print_spaces(out, blank);
}

void table_print(const struct table *table, FILE *out)
{
	for (size_t i = 0; i < table->n_columns; i++)
		print_cell(table, i, table->columns[i].title, out);
	fputc('\n', out);
	for (size_t r = 0; r < table->n_rows; r++) {
		for (size_t i = 0; i < table->n_columns; i++)
			print_cell(table, i, table->rows[r][i], out);
		fputc('\n', out);
	}
}

size_t table_count(const struct table *table)
{
	return table->n_rows;
}
