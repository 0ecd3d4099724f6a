/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "http/json_scan.h"

#include <stdbool.h>
#include <string.h>

#include "core/mem.h"
#include "core/utf8.h"

/* Further names of a larger object are only counted. */
#define NAMES_MAX  64
#define NAME_SHOWN 64

struct name {
	const char *text; /* inside the quotes, escapes as written */
	size_t len;
};

struct level {
	bool is_list;
	size_t index; /* of the item, in a list */
	int n_names;
	struct name names[NAMES_MAX];
};

struct scan {
	const char *at, *end;
	int depth;
	size_t n_members;
	struct level levels[JSON_DEPTH_MAX];
};

static enum problem fail_syntax(struct op *op, const char *what)
{
	return op_fail(op, PROBLEM_BAD_REQUEST, "the body is no JSON: %s", what);
}

/* A JSON pointer token; long names are cut at a whole character. */
static char *append_name(char *pointer, const struct name *name)
{
	size_t len = name->len < NAME_SHOWN ? name->len : NAME_SHOWN;

	while (len > 0 && len < name->len && ((unsigned char)name->text[len] & 0xc0) == 0x80)
		len--;
	pointer = mem_append(pointer, "/");
	for (size_t i = 0; i < len; i++) {
		char c = name->text[i];

		if (c == '~' || c == '/')
			pointer = mem_append(pointer, "~%d", c == '/');
		else
			pointer = mem_append(pointer, "%c", c);
	}
	return pointer;
}

static enum problem fail_repeated(struct op *op, const struct scan *scan, const struct name *name)
{
	char *pointer = mem_strdup(op, "");

	for (int i = 0; i < scan->depth - 1; i++) {
		const struct level *level = &scan->levels[i];

		if (level->is_list)
			pointer = mem_append(pointer, "/%zu", level->index);
		else if (level->n_names > 0 && level->n_names <= NAMES_MAX)
			pointer = append_name(pointer, &level->names[level->n_names - 1]);
	}
	pointer = append_name(pointer, name);
	return op_fail_at(op, PROBLEM_INVALID_FIELD, pointer, "stands there more than once");
}

/* From the opening quote to behind the closing one. */
static enum problem take_string(struct op *op, struct scan *scan, struct name *string)
{
	string->text = ++scan->at;
	while (scan->at < scan->end) {
		unsigned char c = (unsigned char)*scan->at;
		size_t size = utf8_size(scan->at, scan->end);

		if (c < 0x20)
			return fail_syntax(op, "a control byte stands in a string");
		if (size == 0)
			return fail_syntax(op, "a string is not UTF-8");
		if (c == '"') {
			string->len = (size_t)(scan->at - string->text);
			scan->at++;
			return PROBLEM_NONE;
		}
		/* What follows a backslash is ASCII: json-c has seen to it. */
		scan->at += c == '\\' ? 2 : size;
	}
	return fail_syntax(op, "a string doesn't end");
}

static bool is_name(const struct scan *scan)
{
	const char *p = scan->at;

	while (p < scan->end && strchr(" \t\r\n", *p) != NULL && *p != '\0')
		p++;
	return p < scan->end && *p == ':';
}

static enum problem take_name(struct op *op, struct scan *scan, const struct name *name)
{
	struct level *level;

	if (scan->depth == 0)
		return fail_syntax(op, "a member stands outside an object");
	level = &scan->levels[scan->depth - 1];
	scan->n_members++;
	if (level->n_names >= NAMES_MAX) {
		level->n_names = NAMES_MAX + 1;
		return PROBLEM_NONE;
	}
	for (int i = 0; i < level->n_names; i++)
		if (level->names[i].len == name->len &&
		    memcmp(level->names[i].text, name->text, name->len) == 0)
			return fail_repeated(op, scan, name);
	level->names[level->n_names++] = *name;
	return PROBLEM_NONE;
}

static enum problem open_level(struct op *op, struct scan *scan, bool is_list)
{
	struct level *level;

	if (scan->depth == JSON_DEPTH_MAX)
		return fail_syntax(op, "it is nested too deep");
	level = &scan->levels[scan->depth++];
	level->is_list = is_list;
	level->index = 0;
	level->n_names = 0;
	return PROBLEM_NONE;
}

static enum problem take_byte(struct op *op, struct scan *scan)
{
	char c = *scan->at++;

	switch (c) {
	case '{':
	case '[':
		return open_level(op, scan, c == '[');
	case '}':
	case ']':
		if (scan->depth == 0)
			return fail_syntax(op, "a bracket has no partner");
		scan->depth--;
		return PROBLEM_NONE;
	case ',':
		if (scan->depth > 0)
			scan->levels[scan->depth - 1].index++;
		return PROBLEM_NONE;
	default:
		/* What numbers, true, false and null consist of; so neither NaN nor Infinity. */
		if (c != '\0' && strchr(": \t\r\n+-.0123456789Eeatrufslndl", c) != NULL)
			return PROBLEM_NONE;
		return fail_syntax(op, "a character stands where none may");
	}
}

enum problem json_scan(struct op *op, const char *text, size_t len, size_t *n_members)
{
	struct scan scan = { .at = text, .end = text + len };
	enum problem p = PROBLEM_NONE;

	while (p == PROBLEM_NONE && scan.at < scan.end) {
		struct name string;

		if (*scan.at != '"') {
			p = take_byte(op, &scan);
			continue;
		}
		p = take_string(op, &scan, &string);
		if (p == PROBLEM_NONE && is_name(&scan))
			p = take_name(op, &scan, &string);
	}
	*n_members = scan.n_members;
	return p;
}
