/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/op.h"

/*
 * Doors of signing in.  Passwords stay here, refresh tokens too: the database gets and gives
 * hashes.
 */

struct sign_in {
	const char *attempt;
	const char *password_hash; /* NULL: no such member */
};

struct session {
	const char *id; /* NULL: the refresh token was refused */
	const char *expires_at;
	const char *refresh_seconds; /* how long the new refresh token serves */
};

/* TOO_MANY_REQUESTS after too many failures. */
enum problem session_begin(struct op *op, const char *login, const char *address,
			   struct sign_in *sign_in);
/* Once the password was right.  SIGN_IN_FAILED when the attempt is used or too old. */
enum problem session_open(struct op *op, const char *attempt, const char *refresh_hash,
			  struct session *session);
/* A token that comes again ends its session. */
enum problem session_rotate(struct op *op, const char *old_hash, const char *new_hash,
			    struct session *session);
enum problem session_close(struct op *op, const char *session);
