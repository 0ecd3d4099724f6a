/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "http/token.h"

#include <errno.h>
#include <jwt.h>
#include <sodium.h>
#include <stdbool.h>
#include <string.h>

#include "core/machine_time.h"
#include "core/mem.h"
#include "http/fields.h"
#include "http/token_cache.h"
#include "http/token_keys.h"

#define ISSUER	   "billing-center"
#define HEADER_MAX 256
/* The clocks of two hosts may be so far apart. */
#define SKEW_SECONDS 5

static const char *const audiences[] = {
	[TOKEN_CONSOLE] = "console",
	[TOKEN_OPERATOR] = "operator",
};

#define N_AUDIENCES (sizeof(audiences) / sizeof(audiences[0]))

struct header {
	const char *alg, *kid, *typ;
};

static void jwt_release(void *jwt)
{
	jwt_free(jwt);
}

static long now_seconds(void)
{
	return (long)(machine_time_ms() / 1000);
}

const char *token_issue(struct op *op, const struct token_keys *keys, enum token_audience audience,
			const char *session)
{
	const struct token_key *key = &keys->keys[0];
	long now = now_seconds();
	jwt_t *jwt = NULL;

	if (jwt_new(&jwt) != 0 || jwt_set_alg(jwt, key->alg, key->secret, (int)key->size) != 0 ||
	    jwt_add_header(jwt, "kid", key->kid) != 0 || jwt_add_grant(jwt, "iss", ISSUER) != 0 ||
	    jwt_add_grant(jwt, "aud", audiences[audience]) != 0 ||
	    jwt_add_grant(jwt, "sid", session) != 0 || jwt_add_grant_int(jwt, "iat", now) != 0 ||
	    jwt_add_grant_int(jwt, "nbf", now) != 0 ||
	    jwt_add_grant_int(jwt, "exp", now + TOKEN_SECONDS) != 0)
		abort(); /* out of memory */
	mem_own(op, jwt, jwt_release);
	return mem_own(op, mem_check(jwt_encode_str(jwt)), free);
}

/* Three parts by dots are for libjwt to find; this is the first. */
static bool read_header(struct op *op, const char *token, struct header *header)
{
	static const struct field fields[] = {
		FIELD(struct header, alg, "alg", true, 1, 16),
		FIELD(struct header, kid, "kid", true, 1, REQ_ID_MAX),
		FIELD(struct header, typ, "typ", true, 1, 16),
		{ 0 },
	};
	char text[HEADER_MAX];
	size_t size;

	if (sodium_base642bin((unsigned char *)text, sizeof(text), token, strcspn(token, "."), NULL,
			      &size, NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
		return false;
	return fields_read(op, text, size, fields, header) == PROBLEM_NONE &&
	       strcmp(header->typ, "JWT") == 0;
}

static const struct token_key *find_key(const struct token_keys *keys, const struct header *header)
{
	for (int i = 0; i < keys->n; i++)
		if (strcmp(keys->keys[i].kid, header->kid) == 0)
			return strcmp(jwt_alg_str(keys->keys[i].alg), header->alg) == 0
				       ? &keys->keys[i]
				       : NULL;
	return NULL;
}

static bool is_claim(jwt_t *jwt, const char *name, const char *value)
{
	const char *have = jwt_get_grant(jwt, name);

	return have != NULL && strcmp(have, value) == 0;
}

static bool get_audience(jwt_t *jwt, enum token_audience *audience)
{
	for (size_t i = 0; i < N_AUDIENCES; i++) {
		if (is_claim(jwt, "aud", audiences[i])) {
			*audience = (enum token_audience)i;
			return true;
		}
	}
	return false;
}

/* libjwt gives 0 for what is no whole number. */
static bool get_seconds(jwt_t *jwt, const char *name, long *seconds)
{
	errno = 0;
	*seconds = jwt_get_grant_int(jwt, name);
	return errno == 0 && *seconds > 0;
}

static bool is_uuid(const char *text)
{
	static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

	if (text == NULL || strlen(text) != sizeof(form) - 1)
		return false;
	for (size_t i = 0; form[i] != '\0'; i++)
		if (form[i] == '-' ? text[i] != '-' : strchr("0123456789abcdef", text[i]) == NULL)
			return false;
	return true;
}

/* The token with its signature right; NULL when it is not. */
static jwt_t *decode(struct op *op, const struct token_keys *keys, const char *token)
{
	struct header header = { 0 };
	const struct token_key *key;
	jwt_t *jwt = NULL;

	if (!read_header(op, token, &header))
		return NULL;
	key = find_key(keys, &header);
	if (key == NULL || jwt_decode(&jwt, token, key->secret, (int)key->size) != 0)
		return NULL;
	mem_own(op, jwt, jwt_release);
	return jwt_get_alg(jwt) == key->alg ? jwt : NULL;
}

static enum problem refuse(struct op *op, const char *why)
{
	return op_fail(op, PROBLEM_UNAUTHENTICATED, "%s", why);
}

/* What it says; false when it is none of ours.  Its times are not compared yet. */
static bool read_claims(struct op *op, const struct token_keys *keys, const char *token,
			struct token_claims *claims)
{
	jwt_t *jwt = decode(op, keys, token);
	const char *session = jwt == NULL ? NULL : jwt_get_grant(jwt, "sid");

	if (jwt == NULL || !is_claim(jwt, "iss", ISSUER) || !get_audience(jwt, &claims->audience) ||
	    !get_seconds(jwt, "nbf", &claims->begin) || !get_seconds(jwt, "exp", &claims->end) ||
	    !is_uuid(session))
		return false;
	memcpy(claims->session, session, sizeof(claims->session));
	return true;
}

enum problem token_verify(struct op *op, const struct token_keys *keys, struct token_cache *cache,
			  enum token_audience audience, const char *token, const char **session)
{
	long now = now_seconds();
	struct token_claims claims;

	if (cache == NULL || !token_cache_find(cache, token, &claims)) {
		if (!read_claims(op, keys, token, &claims))
			return refuse(op, "the access token is not one of ours");
		if (cache != NULL)
			token_cache_add(cache, token, &claims);
	}
	if (claims.audience != audience)
		return refuse(op, "the access token is for other doors");
	if (now >= claims.end)
		return refuse(op, "the access token has expired");
	if (now < claims.begin - SKEW_SECONDS)
		return refuse(op, "the access token is not valid yet");
	*session = mem_strdup(op, claims.session);
	return PROBLEM_NONE;
}
