/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/op.h"

/*
 * Doors of operators about items and price lists.
 */

struct catalogue_import {
	const char *items, *prices; /* JSON arrays of objects of strings */
	const char *effective_from, *reason;
};

enum problem catalogue_import(struct op *op, const char *session, const struct catalogue_import *in,
			      const char **json);
enum problem catalogue_list(struct op *op, const char *session, const char **json);
