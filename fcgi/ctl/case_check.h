/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>

#include "core/op.h"

/*
 * A case of `bcctl simulate` has the members it should and they have their types; amounts
 * are strings.  INVALID_BODY with the pointer of the first that doesn't fit, BAD_REQUEST
 * for what is no JSON text in UTF-8.  Whether values make sense is the database's to say.
 */
enum problem case_check(struct op *op, const char *text, size_t size);
