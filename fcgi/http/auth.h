/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "http/req.h"
#include "http/route.h"

/* The longest opaque credential and the longest access token. */
enum { AUTH_CREDENTIAL_MAX = 512, AUTH_TOKEN_MAX = 2048 };

/*
 * Find out who is asking, as the route's scope wants it: fills req->auth or fails with
 * UNAUTHENTICATED or FORBIDDEN.  Whether a site's credential, a session or a refresh token is
 * known is for the database to say.
 */
enum problem auth_check(struct req *req, enum scope scope);

/*
 * The token of an Authorization header ("Bearer TOKEN"), a part of header; NULL when it is
 * missing, of another scheme, shorter than 16 or longer than max, or has other characters than
 * RFC 6750 allows.
 */
const char *auth_bearer(const char *header, size_t max);

/* What the database keeps of an opaque token: its sha256 as bytea text, \x…; owned by owner. */
const char *auth_hash(const void *owner, const char *token);
