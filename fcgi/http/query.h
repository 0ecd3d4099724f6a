/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/op.h"
#include "http/fields.h"

enum { QUERY_MAX = 4096 };

/*
 * Read a query string (NULL is an empty one): parameters by & in percent-encoding, + being a
 * space, each at most once, as the table says (FIELD_TEXT; NULL: none is known).  Fills the
 * query struct; one that isn't there stays as it is.  INVALID_FIELD with /name of the first
 * fault.  Texts in query are owned by op.
 */
enum problem query_read(struct op *op, const char *text, const struct field *fields, void *query);
