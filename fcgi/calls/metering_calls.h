/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/op.h"

/*
 * Doors of operators about stored usage.
 */

struct usage_filter {
	const char *not_billed;			     /* "true" or "false" */
	const char *site, *workspace, *from, *until; /* NULL: all */
	const char *cursor;			     /* NULL: the first page */
	const char *limit;
};

enum problem metering_list_usage(struct op *op, const char *session, const struct usage_filter *f,
				 const char **json);
enum problem metering_count_usage(struct op *op, const char *session, const char **json);
