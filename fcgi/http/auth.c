/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "http/auth.h"

#include <sodium.h>
#include <string.h>
#include <strings.h>

#include "core/mem.h"
#include "http/refresh.h"
#include "http/token.h"

#define SCHEME	   "Bearer "
#define SCHEME_LEN (sizeof(SCHEME) - 1)
#define TOKEN_MIN  16

const char *auth_bearer(const char *header, size_t max)
{
	static const char chars[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._~+/";
	const char *token;
	size_t body, len;

	if (header == NULL || strncasecmp(header, SCHEME, SCHEME_LEN) != 0)
		return NULL;
	token = header + SCHEME_LEN;
	token += strspn(token, " ");
	len = strlen(token);
	body = strspn(token, chars);
	if (body == 0 || body + strspn(token + body, "=") != len)
		return NULL;
	return len >= TOKEN_MIN && len <= max ? token : NULL;
}

const char *auth_hash(const void *owner, const char *token)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char *text = mem_array(owner, char, 2 + 2 * sizeof(hash) + 1);

	crypto_hash_sha256(hash, (const unsigned char *)token, strlen(token));
	text[0] = '\\';
	text[1] = 'x';
	sodium_bin2hex(text + 2, 2 * sizeof(hash) + 1, hash, sizeof(hash));
	return text;
}

static enum problem check_site(struct req *req)
{
	const char *token = auth_bearer(req_header(req, "AUTHORIZATION"), AUTH_CREDENTIAL_MAX);

	if (token == NULL)
		return op_fail(&req->op, PROBLEM_UNAUTHENTICATED,
			       "send the header Authorization: Bearer with the site's credential");
	req->auth.credential_hash = auth_hash(req, token);
	return PROBLEM_NONE;
}

static enum problem check_session(struct req *req, enum token_audience audience)
{
	const char *token = auth_bearer(req_header(req, "AUTHORIZATION"), AUTH_TOKEN_MAX);

	if (token == NULL)
		return op_fail(&req->op, PROBLEM_UNAUTHENTICATED,
			       "send the header Authorization: Bearer with an access token");
	if (req->token_keys == NULL)
		return PROBLEM_INTERNAL;
	return token_verify(&req->op, req->token_keys, req->token_cache, audience, token,
			    &req->auth.session);
}

/*
 * The browser adds the cookie by itself, so the page must show that it is ours: other origins
 * can't send the header, and a browser tells of them.
 */
static enum problem check_refresh(struct req *req)
{
	const char *csrf = req_header(req, "X_CSRF");
	const char *site = req_header(req, "SEC_FETCH_SITE");
	const char *token;

	if (csrf == NULL || strcmp(csrf, "1") != 0)
		return op_fail(&req->op, PROBLEM_FORBIDDEN, "send the header X-CSRF: 1");
	if (site != NULL && site[0] != '\0' && strcmp(site, "same-origin") != 0 &&
	    strcmp(site, "none") != 0)
		return op_fail(&req->op, PROBLEM_FORBIDDEN, "the request comes from another site");
	token = refresh_read(req, req_header(req, "COOKIE"));
	if (token == NULL)
		return op_fail(&req->op, PROBLEM_UNAUTHENTICATED,
			       "the cookie " REFRESH_COOKIE " is missing");
	req->auth.refresh_hash = auth_hash(req, token);
	return PROBLEM_NONE;
}

enum problem auth_check(struct req *req, enum scope scope)
{
	switch (scope) {
	case SCOPE_PUBLIC:
		return PROBLEM_NONE;
	case SCOPE_SITE:
		return check_site(req);
	case SCOPE_MEMBER:
		return check_session(req, TOKEN_CONSOLE);
	case SCOPE_OPERATOR:
		return check_session(req, TOKEN_OPERATOR);
	case SCOPE_REFRESH:
		return check_refresh(req);
	default:
		return PROBLEM_INTERNAL;
	}
}
