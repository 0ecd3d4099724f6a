/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "http/fields.h"

#include <json-c/json.h>
#include <limits.h>
#include <sodium.h>
#include <string.h>

#include "core/mem.h"
#include "core/utf8.h"
#include "http/json_scan.h"

#define NAME_SHOWN 64
/* Of the members of FIELD_TEXTS and FIELD_OBJECT, in characters. */
#define TEXTS_NAME_MAX	128
#define TEXTS_VALUE_MAX 1024
/* Of FIELD_OBJECT. */
#define OBJECT_MEMBERS_MAX 64
#define OBJECT_DEPTH_MAX   3
/* Digits of a FIELD_AMOUNT before and after its point. */
#define AMOUNT_WHOLE_MAX 14
#define AMOUNT_SCALE_MAX 6

/* A place in the body as a chain to the top: a pointer is only printed when something is wrong. */
struct place {
	const struct place *up;
	const char *name; /* NULL: a list item */
	size_t index;
};

struct bind {
	struct op *op;
	size_t n_members; /* of all objects seen */
};

static char *print_name(char *pointer, const char *name)
{
	size_t len = strnlen(name, NAME_SHOWN + 1);

	if (len > NAME_SHOWN)
		for (len = NAME_SHOWN; len > 0 && ((unsigned char)name[len] & 0xc0) == 0x80;)
			len--;
	for (size_t i = 0; i < len; i++) {
		if (name[i] == '~' || name[i] == '/')
			pointer = mem_append(pointer, "~%d", name[i] == '/');
		else
			pointer = mem_append(pointer, "%c", name[i]);
	}
	return pointer;
}

const char *fields_pointer(struct op *op, const char *name)
{
	return print_name(mem_strdup(op, "/"), name);
}

static char *print_place(struct op *op, const struct place *place)
{
	char *pointer;

	if (place == NULL)
		return mem_strdup(op, "");
	pointer = print_place(op, place->up);
	if (place->name == NULL)
		return mem_append(pointer, "/%zu", place->index);
	pointer = mem_append(pointer, "/");
	return print_name(pointer, place->name);
}

#define FAIL(bind, place, ...)                                                                     \
	op_fail_at((bind)->op, PROBLEM_INVALID_FIELD, print_place((bind)->op, place), __VA_ARGS__)

static enum problem check_text(struct bind *bind, const struct place *place,
			       struct json_object *value, int min, int max)
{
	const char *text;
	size_t len, n;

	if (!json_object_is_type(value, json_type_string))
		return FAIL(bind, place, "must be a string");
	text = json_object_get_string(value);
	len = (size_t)json_object_get_string_len(value);
	if (memchr(text, '\0', len) != NULL)
		return FAIL(bind, place, "must not contain U+0000");
	n = utf8_count(text, len);
	if (n < (size_t)min || n > (size_t)max)
		return FAIL(bind, place, "must have %d to %d characters", min, max);
	return PROBLEM_NONE;
}

static enum problem check_amount(struct bind *bind, const struct place *place,
				 struct json_object *value, const struct field *field)
{
	enum problem p = check_text(bind, place, value, field->min, field->max);
	static const char digits[] = "0123456789";
	const char *text;
	size_t n;

	if (p != PROBLEM_NONE)
		return p;
	text = json_object_get_string(value);
	n = strspn(text, digits);
	if (n >= 1 && n <= AMOUNT_WHOLE_MAX && text[n] == '\0')
		return PROBLEM_NONE;
	if (n >= 1 && n <= AMOUNT_WHOLE_MAX && text[n] == '.') {
		text += n + 1;
		n = strspn(text, digits);
		if (n >= 1 && n <= AMOUNT_SCALE_MAX && text[n] == '\0')
			return PROBLEM_NONE;
	}
	return FAIL(bind, place, "must be an amount such as 99.50, without sign or exponent");
}

static enum problem check_count(struct bind *bind, const struct place *place,
				struct json_object *value, const struct field *field)
{
	if (!json_object_is_type(value, json_type_int) ||
	    json_object_get_int64(value) < field->min || json_object_get_int64(value) > field->max)
		return FAIL(bind, place, "must be a whole number from %d to %d", field->min,
			    field->max);
	return PROBLEM_NONE;
}

static enum problem check_name(struct bind *bind, const struct place *here)
{
	size_t len = utf8_count(here->name, strlen(here->name));

	if (len == 0 || len > TEXTS_NAME_MAX)
		return FAIL(bind, here, "its name must have 1 to %d characters", TEXTS_NAME_MAX);
	return PROBLEM_NONE;
}

static enum problem check_texts(struct bind *bind, const struct place *place,
				struct json_object *obj, const struct field *field)
{
	int n;

	if (!json_object_is_type(obj, json_type_object))
		return FAIL(bind, place, "must be an object of strings");
	n = json_object_object_length(obj);
	if (n < field->min || n > field->max)
		return FAIL(bind, place, "must have %d to %d members", field->min, field->max);
	bind->n_members += (size_t)n;
	json_object_object_foreach(obj, name, value)
	{
		const struct place here = { place, name, 0 };
		enum problem p = check_name(bind, &here);

		if (p == PROBLEM_NONE)
			p = check_text(bind, &here, value, 0, TEXTS_VALUE_MAX);
		if (p != PROBLEM_NONE)
			return p;
	}
	return PROBLEM_NONE;
}

static enum problem check_any(struct bind *bind, const struct place *place,
			      struct json_object *value, int items_max, int depth);

static enum problem check_members(struct bind *bind, const struct place *place,
				  struct json_object *obj, int items_max, int depth)
{
	int n = json_object_object_length(obj);

	if (n > OBJECT_MEMBERS_MAX)
		return FAIL(bind, place, "must have at most %d members", OBJECT_MEMBERS_MAX);
	bind->n_members += (size_t)n;
	json_object_object_foreach(obj, name, value)
	{
		const struct place here = { place, name, 0 };
		enum problem p = check_name(bind, &here);

		if (p == PROBLEM_NONE)
			p = check_any(bind, &here, value, items_max, depth + 1);
		if (p != PROBLEM_NONE)
			return p;
	}
	return PROBLEM_NONE;
}

static enum problem check_items(struct bind *bind, const struct place *place,
				struct json_object *list, int items_max, int depth)
{
	size_t n = json_object_array_length(list);

	if (n > (size_t)items_max)
		return FAIL(bind, place, "must have at most %d items", items_max);
	for (size_t i = 0; i < n; i++) {
		const struct place here = { place, NULL, i };
		enum problem p = check_any(bind, &here, json_object_array_get_idx(list, i),
					   items_max, depth + 1);

		if (p != PROBLEM_NONE)
			return p;
	}
	return PROBLEM_NONE;
}

static enum problem check_any(struct bind *bind, const struct place *place,
			      struct json_object *value, int items_max, int depth)
{
	bool is_object = json_object_is_type(value, json_type_object);

	if (value == NULL)
		return PROBLEM_NONE;
	if (!is_object && !json_object_is_type(value, json_type_array))
		return check_text(bind, place, value, 0, TEXTS_VALUE_MAX);
	if (depth > OBJECT_DEPTH_MAX)
		return FAIL(bind, place, "must be a string");
	return is_object ? check_members(bind, place, value, items_max, depth)
			 : check_items(bind, place, value, items_max, depth);
}

static enum problem check_object(struct bind *bind, const struct place *place,
				 struct json_object *obj, const struct field *fields, void *body);

static enum problem check_list(struct bind *bind, const struct place *place,
			       struct json_object *list, const struct field *field)
{
	size_t n;

	if (!json_object_is_type(list, json_type_array))
		return FAIL(bind, place, "must be a list");
	n = json_object_array_length(list);
	if (n < (size_t)field->min || n > (size_t)field->max)
		return FAIL(bind, place, "must have %d to %d items", field->min, field->max);
	for (size_t i = 0; i < n; i++) {
		const struct place here = { place, NULL, i };
		enum problem p = check_object(bind, &here, json_object_array_get_idx(list, i),
					      field->items, NULL);

		if (p != PROBLEM_NONE)
			return p;
	}
	return PROBLEM_NONE;
}

static void bind_text(struct bind *bind, struct json_object *value, void *member)
{
	*(const char **)member = mem_strdup(bind->op, json_object_get_string(value));
}

static void bind_json(struct bind *bind, struct json_object *value, void *member)
{
	*(const char **)member =
		mem_strdup(bind->op, json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN));
}

static void wipe_text(struct json_object *value)
{
	sodium_memzero((char *)json_object_get_string(value),
		       (size_t)json_object_get_string_len(value));
}

static enum problem check_member(struct bind *bind, const struct place *place,
				 struct json_object *value, const struct field *field, void *body)
{
	enum problem p;

	switch (field->type) {
	case FIELD_OBJECT:
		if (!json_object_is_type(value, json_type_object))
			return FAIL(bind, place, "must be an object");
		p = check_any(bind, place, value, field->max, 1);
		if (p == PROBLEM_NONE)
			bind_json(bind, value, (char *)body + field->offset);
		return p;
	case FIELD_AMOUNT:
		p = check_amount(bind, place, value, field);
		if (p == PROBLEM_NONE)
			bind_text(bind, value, (char *)body + field->offset);
		return p;
	case FIELD_COUNT:
		return check_count(bind, place, value, field);
	case FIELD_TEXTS:
		return check_texts(bind, place, value, field);
	case FIELD_LIST:
		return check_list(bind, place, value, field);
	case FIELD_SECRET:
		p = check_text(bind, place, value, field->min, field->max);
		if (p == PROBLEM_NONE)
			bind_text(bind, value, (char *)body + field->offset);
		if (json_object_is_type(value, json_type_string))
			wipe_text(value);
		return p;
	default:
		p = check_text(bind, place, value, field->min, field->max);
		if (p == PROBLEM_NONE && body != NULL)
			bind_text(bind, value, (char *)body + field->offset);
		return p;
	}
}

static const struct field *find(const struct field *fields, const char *name)
{
	for (; fields->name != NULL; fields++)
		if (strcmp(fields->name, name) == 0)
			return fields;
	return NULL;
}

static enum problem check_object(struct bind *bind, const struct place *place,
				 struct json_object *obj, const struct field *fields, void *body)
{
	if (!json_object_is_type(obj, json_type_object))
		return FAIL(bind, place, "must be an object");
	bind->n_members += (size_t)json_object_object_length(obj);
	json_object_object_foreach(obj, name, value)
	{
		const struct place here = { place, name, 0 };
		const struct field *field = find(fields, name);
		enum problem p;

		if (field == NULL)
			return FAIL(bind, &here, "is not known here");
		p = check_member(bind, &here, value, field, body);
		if (p != PROBLEM_NONE)
			return p;
	}
	for (; fields->name != NULL; fields++) {
		const struct place here = { place, fields->name, 0 };

		if (fields->is_needed && !json_object_object_get_ex(obj, fields->name, NULL))
			return FAIL(bind, &here, "is missing");
	}
	return PROBLEM_NONE;
}

static void json_release(void *obj)
{
	json_object_put(obj);
}

static void tokener_release(void *tokener)
{
	json_tokener_free(tokener);
}

static enum problem parse(struct op *op, const char *text, size_t len, struct json_object **obj)
{
	struct json_tokener *tokener =
		mem_own(op, mem_check(json_tokener_new_ex(JSON_DEPTH_MAX + 1)), tokener_release);
	enum json_tokener_error error;

	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
	*obj = mem_own(op, json_tokener_parse_ex(tokener, text, (int)len), json_release);
	error = json_tokener_get_error(tokener);
	if (error == json_tokener_continue && len > 0) {
		/* Words and numbers end by what follows them. */
		*obj = mem_own(op, json_tokener_parse_ex(tokener, " ", 1), json_release);
		error = json_tokener_get_error(tokener);
		if (error == json_tokener_success)
			return PROBLEM_NONE;
	}
	if (error == json_tokener_continue || len == 0)
		return op_fail(op, PROBLEM_BAD_REQUEST, "the body is no JSON: it ends early");
	if (error != json_tokener_success)
		return op_fail(op, PROBLEM_BAD_REQUEST, "the body is no JSON: %s at byte %zu",
			       json_tokener_error_desc(error), json_tokener_get_parse_end(tokener));
	if (json_tokener_get_parse_end(tokener) != len)
		return op_fail(op, PROBLEM_BAD_REQUEST, "the body is no JSON: more follows");
	return PROBLEM_NONE;
}

enum problem fields_read(struct op *op, const char *text, size_t len, const struct field *fields,
			 void *body)
{
	struct bind bind = { op, 0 };
	struct json_object *obj;
	size_t n_members;
	enum problem p;

	if (len > INT_MAX)
		return op_fail(op, PROBLEM_BODY_TOO_LARGE, "it has more than %d bytes", INT_MAX);
	/* json-c in strict mode takes nothing after the value, not even the newline of a file. */
	while (len > 0 && strchr(" \t\r\n", text[len - 1]) != NULL && text[len - 1] != '\0')
		len--;
	p = parse(op, text, len, &obj);
	if (p != PROBLEM_NONE)
		return p;
	p = json_scan(op, text, len, &n_members);
	if (p != PROBLEM_NONE)
		return p;
	p = check_object(&bind, NULL, obj, fields, body);
	if (p != PROBLEM_NONE)
		return p;
	/* A name that is equal only once unescaped, or that holds U+0000 and was cut there. */
	if (n_members != bind.n_members)
		return op_fail_at(op, PROBLEM_INVALID_FIELD, "",
				  "a member stands there more than once");
	return PROBLEM_NONE;
}
