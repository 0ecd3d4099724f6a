/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/op.h"

/*
 * Doors of operators about members.
 */

struct member_new {
	const char *account, *login, *name, *role;
	const char *password_hash; /* see core/password.h */
	const char *reason;
};

enum problem member_create(struct op *op, const char *session, const struct member_new *member,
			   const char **json);
/* account: NULL for all. */
enum problem member_list(struct op *op, const char *session, const char *account,
			 const char **json);
/* Both end the member's sessions, but for state "active". */
enum problem member_set_password(struct op *op, const char *session, const char *login,
				 const char *password_hash, const char *reason, const char **json);
enum problem member_set_state(struct op *op, const char *session, const char *login,
			      const char *state, const char *reason, const char **json);
