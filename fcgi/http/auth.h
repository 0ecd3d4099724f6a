/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "http/req.h"
#include "http/route.h"

/*
 * Find out who is asking, as the route's scope wants it: fills req->auth or fails with
 * UNAUTHENTICATED.  Whether a site's credential is known is for the database to say.
 */
enum problem auth_check(struct req *req, enum scope scope);

/*
 * The token of an Authorization header ("Bearer TOKEN"), a part of header; NULL when it is
 * missing, of another scheme, shorter than 16 or longer than 512, or has other characters than
 * RFC 6750 allows.
 */
const char *auth_bearer(const char *header);
