/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/case_check.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <json-c/json.h>

#include "core/mem.h"

struct member {
	const char *name;
	bool is_required;
	bool may_be_null;
	enum json_type type;
	const struct member *of_each; /* members of an array's objects; NULL: an array of strings */
};

static const struct member line_members[] = {
	{ "item", true, false, json_type_string, NULL },
	{ "amount", true, false, json_type_string, NULL },
	{ 0 },
};

static const struct member purse_members[] = {
	{ "id", true, false, json_type_string, NULL },
	{ "kind", true, false, json_type_string, NULL },
	{ "face", true, false, json_type_string, NULL },
	{ "balance", true, false, json_type_string, NULL },
	{ "valid_from", false, true, json_type_string, NULL },
	{ "expires_at", false, true, json_type_string, NULL },
	{ "items", false, true, json_type_array, NULL },
	{ "min_spend", false, true, json_type_string, NULL },
	{ "frozen", false, false, json_type_boolean, NULL },
	{ 0 },
};

static const struct member case_members[] = {
	{ "id", true, false, json_type_string, NULL },
	{ "currency", true, false, json_type_string, NULL },
	{ "at", true, false, json_type_string, NULL },
	{ "settlement", true, false, json_type_string, NULL },
	{ "cash", true, false, json_type_string, NULL },
	{ "arrears", true, false, json_type_string, NULL },
	{ "purses", true, false, json_type_array, purse_members },
	{ "lines", true, false, json_type_array, line_members },
	{ 0 },
};

static enum problem check_object(struct op *op, struct json_object *obj, const char *pointer,
				 const struct member *members);

static enum problem check_type(struct op *op, struct json_object *value, const char *pointer,
			       enum json_type type)
{
	static const char *const names[] = {
		[json_type_boolean] = "true or false",
		[json_type_object] = "an object",
		[json_type_array] = "an array",
		[json_type_string] = "a string",
	};

	if (!json_object_is_type(value, type))
		return op_fail_at(op, PROBLEM_INVALID_FIELD, pointer, "must be %s", names[type]);
	if (type == json_type_string &&
	    strlen(json_object_get_string(value)) != (size_t)json_object_get_string_len(value))
		return op_fail_at(op, PROBLEM_INVALID_FIELD, pointer, "must not hold a NUL");
	return PROBLEM_NONE;
}

static enum problem check_value(struct op *op, struct json_object *value, const char *pointer,
				const struct member *member)
{
	if (value == NULL && member->may_be_null)
		return PROBLEM_NONE;
	enum problem p = check_type(op, value, pointer, member->type);
	if (p != PROBLEM_NONE || member->type != json_type_array)
		return p;
	for (size_t i = 0; p == PROBLEM_NONE && i < json_object_array_length(value); i++) {
		const char *place = mem_printf(op, "%s/%zu", pointer, i);
		struct json_object *item = json_object_array_get_idx(value, i);
		p = member->of_each != NULL ? check_object(op, item, place, member->of_each)
					    : check_type(op, item, place, json_type_string);
	}
	return p;
}

static const struct member *find_member(const struct member *members, const char *name)
{
	for (; members->name != NULL; members++)
		if (strcmp(members->name, name) == 0)
			return members;
	return NULL;
}

static enum problem check_object(struct op *op, struct json_object *obj, const char *pointer,
				 const struct member *members)
{
	enum problem p = check_type(op, obj, pointer, json_type_object);

	if (p != PROBLEM_NONE)
		return p;
	json_object_object_foreach(obj, name, value)
	{
		const char *place = mem_printf(op, "%s/%s", pointer, name);
		const struct member *member = find_member(members, name);
		if (member == NULL)
			return op_fail_at(op, PROBLEM_INVALID_FIELD, place, "is not known here");
		p = check_value(op, value, place, member);
		if (p != PROBLEM_NONE)
			return p;
	}
	for (; members->name != NULL; members++)
		if (members->is_required && !json_object_object_get_ex(obj, members->name, NULL))
			return op_fail_at(op, PROBLEM_INVALID_FIELD,
					  mem_printf(op, "%s/%s", pointer, members->name),
					  "is missing");
	return PROBLEM_NONE;
}

static void json_release(void *obj)
{
	json_object_put(obj);
}

/* The one JSON text that all of text is, owned by op; NULL when it is something else. */
static struct json_object *parse(struct op *op, const char *text, size_t size)
{
	struct json_tokener *tokener = mem_check(json_tokener_new());

	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
	struct json_object *obj = json_tokener_parse_ex(tokener, text, (int)size + 1);
	bool is_whole = json_tokener_get_error(tokener) == json_tokener_success &&
			json_tokener_get_parse_end(tokener) >= size;
	json_tokener_free(tokener);
	mem_own(op, obj, json_release);
	return is_whole ? obj : NULL;
}

enum problem case_read(struct op *op, const char *line, size_t size, const char **json)
{
	struct json_object *obj = strlen(line) == size ? parse(op, line, size) : NULL;
	struct json_object *inner;

	if (obj == NULL)
		return op_fail(op, PROBLEM_BAD_REQUEST, "the line is no JSON object");
	if (json_object_object_get_ex(obj, "case", &inner))
		obj = inner;
	*json = json_object_to_json_string_ext(obj, JSON_C_TO_STRING_PLAIN);
	return check_object(op, obj, "", case_members);
}
