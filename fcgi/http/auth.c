/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "http/auth.h"

#include <sodium.h>
#include <string.h>
#include <strings.h>

#include "core/mem.h"

#define SCHEME	   "Bearer "
#define SCHEME_LEN (sizeof(SCHEME) - 1)
#define TOKEN_MIN  16
#define TOKEN_MAX  512

const char *auth_bearer(const char *header)
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
	return len >= TOKEN_MIN && len <= TOKEN_MAX ? token : NULL;
}

/* The hash as PostgreSQL reads a bytea: \x and hexadecimal digits. */
static const char *hash_text(const void *owner, const char *token)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char *text = mem_array(owner, char, 2 + 2 * sizeof(hash) + 1);

	crypto_hash_sha256(hash, (const unsigned char *)token, strlen(token));
	text[0] = '\\';
	text[1] = 'x';
	sodium_bin2hex(text + 2, 2 * sizeof(hash) + 1, hash, sizeof(hash));
	return text;
}

enum problem auth_check(struct req *req, enum scope scope)
{
	const char *token;

	if (scope == SCOPE_PUBLIC)
		return PROBLEM_NONE;
	token = auth_bearer(req_header(req, "AUTHORIZATION"));
	if (token == NULL)
		return op_fail(&req->op, PROBLEM_UNAUTHENTICATED,
			       "send the header Authorization: Bearer with the site's credential");
	switch (scope) {
	case SCOPE_SITE:
		req->auth.credential_hash = hash_text(req, token);
		return PROBLEM_NONE;
	default:
		return PROBLEM_INTERNAL;
	}
}
