/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "core/conf.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "core/mem.h"

#define PREFIX	    "BC_"
#define PREFIX_SIZE (sizeof(PREFIX) - 1)

enum conf_type { TYPE_TEXT, TYPE_INT };

struct row {
	const char *name;
	size_t offset;
	enum conf_type type;
	const char *default_; /* as text, or NULL */
	long min, max;
	int readers, needers;
	const char *help;
};

#define DEFAULT_TEXT(x) x
#define DEFAULT_INT(x)	#x

static const struct row rows[] = {
#define C(name_, field_, type_, default__, min_, max_, readers_, needers_, help_)                  \
	{ PREFIX #name_, offsetof(struct conf, field_),                                            \
	  TYPE_##type_,	 DEFAULT_##type_(default__),                                               \
	  min_,		 max_,                                                                     \
	  readers_,	 needers_,                                                                 \
	  help_ },
#include "core/conf_table.h"
#undef C
};

#define N_ROWS (sizeof(rows) / sizeof(rows[0]))

extern char **environ;

static const struct row *row_find(const char *name, size_t len)
{
	for (size_t i = 0; i < N_ROWS; i++)
		if (strlen(rows[i].name) == len && memcmp(rows[i].name, name, len) == 0)
			return &rows[i];
	return NULL;
}

static bool has_only_known_names(const void *owner, const char **fault)
{
	for (char **e = environ; e != NULL && *e != NULL; e++) {
		size_t len = strcspn(*e, "=");

		if (strncmp(*e, PREFIX, PREFIX_SIZE) == 0 && row_find(*e, len) == NULL) {
			*fault = mem_printf(owner, "%.*s is no setting (see --help)", (int)len, *e);
			return false;
		}
	}
	return true;
}

/* One shell word: 'quoted', "quoted" or bare; escapes and expansions are refused. */
static char *unquote(const void *owner, const char *value)
{
	size_t n = strlen(value);

	if (n >= 2 && (value[0] == '\'' || value[0] == '"') && value[n - 1] == value[0]) {
		value++;
		n -= 2;
	}
	if (strcspn(value, "'\"\\$`") < n)
		return NULL;
	return mem_strndup(owner, value, n);
}

static bool take_line(const void *owner, char *line, const char *values[N_ROWS])
{
	char *eq = strchr(line, '=');
	const struct row *row;

	line[strcspn(line, "\r\n")] = '\0';
	if (line[0] == '\0' || line[0] == '#')
		return true;
	if (eq == NULL)
		return false;
	/* Names of others (PGHOST…) may stand in the file too. */
	if (strncmp(line, PREFIX, PREFIX_SIZE) != 0)
		return true;
	row = row_find(line, (size_t)(eq - line));
	if (row == NULL)
		return false;
	values[row - rows] = unquote(owner, eq + 1);
	return values[row - rows] != NULL;
}

static bool read_file(const void *owner, const char *path, bool must_exist,
		      const char *values[N_ROWS], const char **fault)
{
	FILE *file = fopen(path, "re");
	char line[2048];
	int number = 0;
	bool ok = true;

	if (file == NULL) {
		if (must_exist)
			*fault = mem_printf(owner, "%s: %s", path, strerror(errno));
		return !must_exist;
	}
	while (ok && fgets(line, sizeof(line), file) != NULL) {
		number++;
		ok = take_line(owner, line, values);
	}
	fclose(file);
	if (!ok)
		*fault = mem_printf(owner, "%s:%d: not a known NAME='value'", path, number);
	return ok;
}

static bool is_int(const char *text, long min, long max, int *out)
{
	char *end;
	long value;

	errno = 0;
	value = strtol(text, &end, 10);
	if (end == text || *end != '\0' || errno != 0 || value < min || value > max)
		return false;
	*out = (int)value;
	return true;
}

static bool set_row(struct conf *conf, const struct row *row, const char *value, const char **fault)
{
	void *member = (char *)conf + row->offset;
	long len;

	if (row->type == TYPE_INT) {
		if (is_int(value, row->min, row->max, member))
			return true;
		*fault = mem_printf(conf, "%s must be a whole number from %ld to %ld", row->name,
				    row->min, row->max);
		return false;
	}
	len = (long)strlen(value);
	if (len < row->min || len > row->max) {
		*fault = mem_printf(conf, "%s must have %ld to %ld characters", row->name, row->min,
				    row->max);
		return false;
	}
	*(const char **)member = mem_strdup(conf, value);
	return true;
}

struct conf *conf_load(const void *owner, int program, const char *default_file, const char **fault)
{
	struct conf *conf = mem_zero(owner, struct conf);
	const char *values[N_ROWS] = { NULL };
	const char *file = getenv(PREFIX "STACK_ENV");
	bool is_named = file != NULL && file[0] != '\0';

	*fault = NULL;
	if (!has_only_known_names(owner, fault))
		return NULL;
	if (!is_named)
		file = default_file;
	if (file != NULL && !read_file(conf, file, is_named, values, fault))
		return NULL;
	for (size_t i = 0; i < N_ROWS; i++) {
		const char *value = getenv(rows[i].name);

		if (value == NULL || value[0] == '\0')
			value = values[i] != NULL ? values[i] : rows[i].default_;
		if (value == NULL && (rows[i].needers & program) != 0) {
			*fault = mem_printf(owner, "%s is not set: %s", rows[i].name, rows[i].help);
			return NULL;
		}
		if (value == NULL || (rows[i].readers & program) == 0)
			continue;
		if (!set_row(conf, &rows[i], value, fault))
			return NULL;
	}
	return conf;
}

void conf_print_help(FILE *out, int program)
{
	fprintf(out, "Settings (environment, or the file named by BC_STACK_ENV):\n");
	for (size_t i = 0; i < N_ROWS; i++) {
		if ((rows[i].readers & program) == 0)
			continue;
		fprintf(out, "  %-24s %s", rows[i].name, rows[i].help);
		if ((rows[i].needers & program) != 0)
			fprintf(out, " (needed)");
		else if (rows[i].default_ != NULL)
			fprintf(out, " [%s]", rows[i].default_);
		fprintf(out, "\n");
	}
}
