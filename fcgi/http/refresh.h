/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "http/req.h"

/*
 * The refresh token: 32 random bytes in base64url, which the browser keeps in a cookie that no
 * script and no other site sees.  The database gets auth_hash() of it.
 */
#define REFRESH_COOKIE "bc_refresh"

enum { REFRESH_LENGTH = 43 };

/* A new one, owned by req. */
const char *refresh_make(struct req *req);

/* The one in a Cookie header, owned by owner; NULL when none or several are in it. */
const char *refresh_read(const void *owner, const char *header);

/* Let the answer set the cookie for so many seconds (decimal text), or clear it. */
void refresh_set_cookie(struct req *req, const char *token, const char *seconds);
void refresh_clear_cookie(struct req *req);
