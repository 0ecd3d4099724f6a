/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>

#include "core/op.h"

/*
 * The case that a line of `bcctl simulate` holds, as JSON text owned by op: the line itself,
 * or its member "case" when the expected result stands beside it ("expect", not looked at).
 * The case has the members it should and they have their types; amounts are strings.
 * INVALID_FIELD with the pointer of the first that doesn't fit, BAD_REQUEST for what is no
 * JSON object in UTF-8.  Whether values make sense is the database's to say.
 */
enum problem case_read(struct op *op, const char *line, size_t size, const char **json);
