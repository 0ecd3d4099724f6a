/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "http/query.h"

#include <stdbool.h>
#include <string.h>

#include "core/mem.h"
#include "core/utf8.h"

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* In place; what is wrong with it, or NULL. */
static const char *decode(char *text)
{
	char *out = text;

	for (const char *in = text; *in != '\0'; in++) {
		char c = *in == '+' ? ' ' : *in;

		if (c == '%') {
			int high = hex_value(in[1]);
			int low = high < 0 ? -1 : hex_value(in[2]);

			if (low < 0)
				return "must be percent-encoded with two hexadecimal digits";
			c = (char)(high * 16 + low);
			in += 2;
		}
		if (c == '\0')
			return "must not contain U+0000";
		*out++ = c;
	}
	*out = '\0';
	return utf8_is_text(text, (size_t)(out - text)) ? NULL : "must be UTF-8";
}

static const struct field *find(const struct field *fields, const char *name)
{
	for (; fields != NULL && fields->name != NULL; fields++)
		if (strcmp(fields->name, name) == 0)
			return fields;
	return NULL;
}

static enum problem refuse(struct op *op, const char *name, const char *why)
{
	return op_fail_at(op, PROBLEM_INVALID_FIELD, fields_pointer(op, name), "%s", why);
}

static enum problem take(struct op *op, char *pair, const struct field *fields, void *query)
{
	char *value = pair + strcspn(pair, "=");
	const struct field *field;
	const char *fault, **member;
	size_t n;

	if (*value != '\0')
		*value++ = '\0';
	fault = decode(pair);
	if (fault != NULL)
		return op_fail_at(op, PROBLEM_INVALID_FIELD, "", "a name in the query %s", fault);
	field = find(fields, pair);
	if (field == NULL)
		return refuse(op, pair, "is not known here");
	member = (const char **)((char *)query + field->offset);
	if (*member != NULL)
		return refuse(op, pair, "stands there more than once");
	fault = decode(value);
	if (fault != NULL)
		return refuse(op, pair, fault);
	n = utf8_count(value, strlen(value));
	if (n < (size_t)field->min || n > (size_t)field->max)
		return op_fail_at(op, PROBLEM_INVALID_FIELD, fields_pointer(op, pair),
				  "must have %d to %d characters", field->min, field->max);
	*member = value;
	return PROBLEM_NONE;
}

enum problem query_read(struct op *op, const char *text, const struct field *fields, void *query)
{
	char *rest;

	if (text == NULL || text[0] == '\0')
		return PROBLEM_NONE;
	if (strnlen(text, QUERY_MAX + 1) > QUERY_MAX)
		return op_fail_at(op, PROBLEM_INVALID_FIELD, "",
				  "the query must have at most %d bytes", QUERY_MAX);
	rest = mem_strdup(op, text);
	while (rest != NULL) {
		enum problem p = take(op, strsep(&rest, "&"), fields, query);

		if (p != PROBLEM_NONE)
			return p;
	}
	return PROBLEM_NONE;
}
