/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <json-c/json.h>

#include "core/op.h"

/*
 * Reading the JSON texts that doors answer with.  All that is read stays text:
 * amounts are shown as they come and never counted with here.
 */

/* Owned by owner; NULL when text is no JSON. */
struct json_object *answer_parse(const void *owner, const char *text);

/* A member by its dotted path ("paid.cash"); NULL when it is missing or null. */
struct json_object *answer_member(struct json_object *answer, const char *path);

/* The same as text: strings bare, everything else as JSON.  Lives as long as the answer. */
const char *answer_text(struct json_object *answer, const char *path);
/* The same for people: lists with commas, objects as name=value; owned by owner. */
const char *answer_show(const void *owner, struct json_object *answer, const char *path);
bool answer_is_true(struct json_object *answer, const char *path);
/* A count of things; 0 when it is missing. */
unsigned long answer_count(struct json_object *answer, const char *path);

/* Members of an array by its dotted path; 0 when it is none. */
size_t answer_length(struct json_object *answer, const char *path);
struct json_object *answer_item(struct json_object *answer, const char *path, size_t i);

/* The answer on one line; lives as long as the answer. */
const char *answer_line(struct json_object *answer);
