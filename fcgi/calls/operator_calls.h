/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "core/op.h"

/* op->db on url, opened at the first call and closed with op. */
void operator_connect(struct op *op, const char *url);

/* No connection stands: after a failed call, the database is out of reach. */
bool operator_is_unreached(const struct op *op);

/* *session: what every other door of operators wants first. */
enum problem operator_open_session(struct op *op, const char *name, const char **session);

/* email may be NULL. */
enum problem operator_create(struct op *op, const char *session, const char *name,
			     const char *email, const char *reason, const char **json);
enum problem operator_list(struct op *op, const char *session, const char **json);
