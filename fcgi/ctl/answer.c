/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/answer.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"

#define LINE_FLAGS (JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE)

static void json_release(void *obj)
{
	json_object_put(obj);
}

struct json_object *answer_parse(const void *owner, const char *text)
{
	struct json_object *obj = text != NULL ? json_tokener_parse(text) : NULL;

	return obj != NULL ? mem_own(owner, obj, json_release) : NULL;
}

struct json_object *answer_member(struct json_object *answer, const char *path)
{
	char name[64];

	while (answer != NULL && *path != '\0') {
		size_t length = strcspn(path, ".");
		if (length >= sizeof(name))
			return NULL;
		memcpy(name, path, length);
		name[length] = '\0';
		if (!json_object_is_type(answer, json_type_object) ||
		    !json_object_object_get_ex(answer, name, &answer))
			return NULL;
		path += length + (path[length] == '.');
	}
	return answer;
}

const char *answer_text(struct json_object *answer, const char *path)
{
	struct json_object *member = answer_member(answer, path);

	if (member == NULL || json_object_is_type(member, json_type_string))
		return json_object_get_string(member);
	return answer_line(member);
}

static char *show(const void *owner, struct json_object *value)
{
	char *text = mem_strdup(owner, "");

	if (json_object_is_type(value, json_type_array)) {
		for (size_t i = 0; i < json_object_array_length(value); i++)
			text = mem_append(text, "%s%s", i > 0 ? ", " : "",
					  show(owner, json_object_array_get_idx(value, i)));
		return text;
	}
	if (json_object_is_type(value, json_type_object)) {
		json_object_object_foreach(value, name, member)
		{
			text = mem_append(text, "%s%s=%s", *text != '\0' ? " " : "", name,
					  show(owner, member));
		}
		return text;
	}
	return mem_append(text, "%s", json_object_get_string(value));
}

const char *answer_show(const void *owner, struct json_object *answer, const char *path)
{
	struct json_object *member = answer_member(answer, path);

	const char *text = member != NULL ? show(owner, member) : NULL;

	return text != NULL && *text != '\0' ? text : NULL;
}

bool answer_is_true(struct json_object *answer, const char *path)
{
	const char *text = answer_text(answer, path);

	return text != NULL && strcmp(text, "true") == 0;
}

unsigned long answer_count(struct json_object *answer, const char *path)
{
	const char *text = answer_text(answer, path);

	return text != NULL ? strtoul(text, NULL, 10) : 0;
}

size_t answer_length(struct json_object *answer, const char *path)
{
	struct json_object *array = answer_member(answer, path);

	return json_object_is_type(array, json_type_array) ? json_object_array_length(array) : 0;
}

struct json_object *answer_item(struct json_object *answer, const char *path, size_t i)
{
	struct json_object *array = answer_member(answer, path);

	return i < answer_length(answer, path) ? json_object_array_get_idx(array, i) : NULL;
}

const char *answer_line(struct json_object *answer)
{
	return json_object_to_json_string_ext(answer, LINE_FLAGS);
}
