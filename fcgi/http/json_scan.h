/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>

#include "core/op.h"

enum { JSON_DEPTH_MAX = 12 };

/*
 * Refuse what json-c lets pass although RFC 8259 (or we) don't: 'single quotes', NaN, control
 * bytes, bad UTF-8, members that stand twice in an object (INVALID_FIELD with their pointer).  text
 * is what json-c took.  *n_members becomes the number of members of all objects, which
 * the caller compares with the tree: names that are equal only after unescaping slip through here.
 */
enum problem json_scan(struct op *op, const char *text, size_t len, size_t *n_members);
