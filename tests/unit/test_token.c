/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <sodium.h>
#include <stdbool.h>
#include <string.h>

#include "http/token.h"
#include "http/token_cache.h"
#include "key_file.h"

#define SESSION "0f7ad1c2-54b7-4f3e-9d0a-1c2b3a495867"
#define BYTES_A "0123456789abcdef0123456789abcdef"

/* The public key of nobody's RSA pair, as an attacker would find it on a web page. */
static const char public_key[] =
	"-----BEGIN PUBLIC KEY-----\n"
	"MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxWgI/bO1+5jeJbh0JZUE\n"
	"M9w2PsEvDsuBWFqagydAezhPaxs/u/g7FJXt5MTiz5o2lq+R28DBbTF+DVCxRNZC\n"
	"DdDHT4WKWJvIzNYvu80Uj7kbVna4fXDqD2r3HxsuXIen3E8ksmWeLYaY04KDH3h7\n"
	"p5tA7l6f8avHKNFp7O/elZJ2sBvnqb4hYKo6RyXy5A4zOQPiCRt+fSLqxE0tBgLS\n"
	"dN+76nzHscLaCblA1FGg95/Z9OusdGE0tzU3ZSsFIzBkC5d6IgWXRTF3k1S8WtJC\n"
	"SKah2Jk5BXCt+qGYvoS1I1GCrjj8Teof4ok6Lxn7en8IezOhu0sW0m31Pl8XD6GS\n"
	"YwIDAQAB\n"
	"-----END PUBLIC KEY-----\n";

static const struct token_keys *two_keys(const void *owner)
{
	const char *fault = NULL;
	const struct token_keys *keys =
		keys_of(owner, "a HS256 " SECRET_A "\nb HS256 " SECRET_B "\n", &fault);

	assert_non_null(keys);
	return keys;
}

#define HEADER "{\"alg\":\"HS256\",\"kid\":\"a\",\"typ\":\"JWT\"}"
#define ISS    "\"iss\":\"billing-center\","
#define AUD    "\"aud\":\"console\","
#define SID    "\"sid\":\"" SESSION "\","
#define NBF    "\"nbf\":1,"
#define EXP    "\"exp\":4102444800"
#define CLAIMS "{" ISS AUD SID NBF EXP "}"

/* A token as somebody who knows the secret makes it; NULL stands for what is good. */
struct said {
	const char *header, *claims, *secret;
};

static char *base64(const void *owner, const void *bytes, size_t size)
{
	const int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
	size_t room = sodium_base64_encoded_len(size, variant);

	return sodium_bin2base64(mem_array(owner, char, room), room, bytes, size, variant);
}

static const char *or_good(const char *text, const char *what_is_good)
{
	return text == NULL ? what_is_good : text;
}

static char *forge(const void *owner, const struct said *said)
{
	const char *header = or_good(said->header, HEADER), *claims = or_good(said->claims, CLAIMS);
	const char *secret = or_good(said->secret, BYTES_A);
	unsigned char signature[crypto_auth_hmacsha256_BYTES];
	crypto_auth_hmacsha256_state hmac;
	char *token = mem_printf(owner, "%s.%s", base64(owner, header, strlen(header)),
				 base64(owner, claims, strlen(claims)));

	crypto_auth_hmacsha256_init(&hmac, (const unsigned char *)secret, strlen(secret));
	crypto_auth_hmacsha256_update(&hmac, (const unsigned char *)token, strlen(token));
	crypto_auth_hmacsha256_final(&hmac, signature);
	return mem_append(token, ".%s", base64(owner, signature, sizeof(signature)));
}

static enum problem verify(const char *token)
{
	struct op *op = unit_op();
	const char *session = NULL;
	enum problem p = token_verify(op, two_keys(op), NULL, TOKEN_CONSOLE, token, &session);

	if (p == PROBLEM_NONE)
		assert_string_equal(session, SESSION);
	else
		assert_null(session);
	talloc_free(op);
	return p;
}

static enum problem verify_said(const struct said *said)
{
	char *owner = mem_strdup(NULL, "owner");
	enum problem p = verify(forge(owner, said));

	talloc_free(owner);
	return p;
}

static void test_public_key_is_no_secret(void **state)
{
	static const struct said forged[] = {
		{ .secret = public_key },
		{ .secret = public_key,
		  .header = "{\"alg\":\"RS256\",\"kid\":\"a\",\"typ\":\"JWT\"}" },
		{ .header = "{\"alg\":\"RS256\",\"kid\":\"a\",\"typ\":\"JWT\"}" },
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(forged); i++)
		assert_int_equal(verify_said(&forged[i]), PROBLEM_UNAUTHENTICATED);
}

static void test_issued_token_is_verified(void **state)
{
	struct op *op = unit_op();
	const struct token_keys *keys = two_keys(op);
	const char *session = NULL, *fault;

	(void)state;
	assert_int_equal(token_verify(op, keys, NULL, TOKEN_CONSOLE,
				      token_issue(op, keys, TOKEN_CONSOLE, SESSION), &session),
			 PROBLEM_NONE);
	assert_string_equal(session, SESSION);

	/* Rotated with overlap: the old key still verifies, and is gone afterwards. */
	const char *token = token_issue(op, keys, TOKEN_CONSOLE, SESSION);
	const struct token_keys *rotated =
		keys_of(op, "# new\nc HS256 " SECRET_B "\n\na HS256 " SECRET_A "\n", &fault);
	assert_int_equal(token_verify(op, rotated, NULL, TOKEN_CONSOLE, token, &session),
			 PROBLEM_NONE);
	rotated = keys_of(op, "c HS256 " SECRET_B "\n", &fault);
	assert_int_equal(token_verify(op, rotated, NULL, TOKEN_CONSOLE, token, &session),
			 PROBLEM_UNAUTHENTICATED);
	talloc_free(op);
}

static void test_forged_tokens_are_judged(void **state)
{
	static const struct {
		const char *name;
		struct said said;
	} cases[] = {
		{ "algorithm none",
		  { .header = "{\"alg\":\"none\",\"kid\":\"a\",\"typ\":\"JWT\"}" } },
		{ "another algorithm",
		  { .header = "{\"alg\":\"HS512\",\"kid\":\"a\",\"typ\":\"JWT\"}" } },
		{ "no algorithm", { .header = "{\"kid\":\"a\",\"typ\":\"JWT\"}" } },
		{ "two algorithms",
		  { .header = "{\"alg\":\"none\",\"alg\":\"HS256\",\"kid\":\"a\",\"typ\":"
			      "\"JWT\"}" } },
		{ "the secret of another key",
		  { .header = "{\"alg\":\"HS256\",\"kid\":\"b\",\"typ\":\"JWT\"}" } },
		{ "unknown key",
		  { .header = "{\"alg\":\"HS256\",\"kid\":\"c\",\"typ\":\"JWT\"}" } },
		{ "no key", { .header = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}" } },
		{ "key is a number",
		  { .header = "{\"alg\":\"HS256\",\"kid\":1,\"typ\":\"JWT\"}" } },
		{ "another type",
		  { .header = "{\"alg\":\"HS256\",\"kid\":\"a\",\"typ\":\"JWE\"}" } },
		{ "more in the header",
		  { .header = "{\"alg\":\"HS256\",\"crit\":[],\"kid\":\"a\",\"typ\":\"JWT\"}" } },
		{ "header is a list", { .header = "[]" } },
		{ "header is no JSON", { .header = "alg" } },
		{ "another secret", { .secret = "a secret of somebody else, as long" } },
		{ "another issuer", { .claims = "{\"iss\":\"x\"," AUD SID NBF EXP "}" } },
		{ "no issuer", { .claims = "{" AUD SID NBF EXP "}" } },
		{ "issuer is an object", { .claims = "{\"iss\":{}," AUD SID NBF EXP "}" } },
		{ "another audience", { .claims = "{" ISS "\"aud\":\"basic\"," SID NBF EXP "}" } },
		{ "no audience", { .claims = "{" ISS SID NBF EXP "}" } },
		{ "audience is a list",
		  { .claims = "{" ISS "\"aud\":[\"console\"]," SID NBF EXP "}" } },
		{ "session is no uuid", { .claims = "{" ISS AUD "\"sid\":\"1\"," NBF EXP "}" } },
		{ "session in capitals",
		  { .claims = "{" ISS AUD
			      "\"sid\":\"0F7AD1C2-54B7-4F3E-9D0A-1C2B3A495867\"," NBF EXP "}" } },
		{ "session is a number", { .claims = "{" ISS AUD "\"sid\":1," NBF EXP "}" } },
		{ "no session", { .claims = "{" ISS AUD NBF EXP "}" } },
		{ "not valid yet", { .claims = "{" ISS AUD SID "\"nbf\":4102444000," EXP "}" } },
		{ "begin is a text", { .claims = "{" ISS AUD SID "\"nbf\":\"1\"," EXP "}" } },
		{ "no begin", { .claims = "{" ISS AUD SID EXP "}" } },
		{ "expired", { .claims = "{" ISS AUD SID NBF "\"exp\":1600000000}" } },
		{ "end is a text", { .claims = "{" ISS AUD SID NBF "\"exp\":\"4102444800\"}" } },
		{ "end is a fraction", { .claims = "{" ISS AUD SID NBF "\"exp\":4102444800.5}" } },
		{ "end is null", { .claims = "{" ISS AUD SID NBF "\"exp\":null}" } },
		{ "end is too far",
		  { .claims = "{" ISS AUD SID NBF "\"exp\":99999999999999999999}" } },
		{ "no end", { .claims = "{" ISS AUD SID "\"nbf\":1}" } },
		{ "claims are a list", { .claims = "[]" } },
		{ "claims are no JSON", { .claims = "{" } },
	};
	static const struct said good = { NULL, NULL, NULL };

	(void)state;
	assert_int_equal(verify_said(&good), PROBLEM_NONE);
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		if (verify_said(&cases[i].said) != PROBLEM_UNAUTHENTICATED)
			fail_msg("taken: %s", cases[i].name);
}

static void test_damaged_tokens_are_refused(void **state)
{
	static const struct said good = { NULL, NULL, NULL };
	char *owner = mem_strdup(NULL, "owner");
	char *token = forge(owner, &good);
	size_t len = strlen(token);
	char endless[4096];

	(void)state;
	for (size_t n = 0; n < len; n++) {
		char *cut = mem_strndup(NULL, token, n);

		if (verify(cut) != PROBLEM_UNAUTHENTICATED)
			fail_msg("taken: %s", cut);
		talloc_free(cut);
	}
	for (size_t i = 0; i < len; i += 7) {
		char *bent = mem_strdup(NULL, token);

		bent[i] = bent[i] == 'A' ? 'B' : 'A';
		if (verify(bent) != PROBLEM_UNAUTHENTICATED)
			fail_msg("taken: %s", bent);
		talloc_free(bent);
	}
	memset(endless, 'a', sizeof(endless) - 1);
	endless[sizeof(endless) - 1] = '\0';
	assert_int_equal(verify(endless), PROBLEM_UNAUTHENTICATED);
	endless[2000] = endless[3000] = '.';
	assert_int_equal(verify(endless), PROBLEM_UNAUTHENTICATED);
	assert_int_equal(verify("..."), PROBLEM_UNAUTHENTICATED);
	assert_int_equal(verify("e30.e30."), PROBLEM_UNAUTHENTICATED);
	talloc_free(owner);
}

static enum problem verify_with(struct op *op, struct token_cache *cache, const struct said *said)
{
	const char *session = NULL;
	enum problem p =
		token_verify(op, two_keys(op), cache, TOKEN_CONSOLE, forge(op, said), &session);

	assert_true((session != NULL) == (p == PROBLEM_NONE));
	return p;
}

static void test_remembered_tokens_are_told_from_all_others(void **state)
{
	static const struct said good = { NULL, NULL, NULL };
	struct op *op = unit_op();
	struct token_cache *cache = token_cache_new(op);
	char *token = forge(op, &good);
	struct token_claims claims;
	const char *session = NULL;

	(void)state;
	assert_false(token_cache_find(cache, token, &claims));
	for (int i = 0; i < 3; i++) {
		assert_int_equal(
			token_verify(op, two_keys(op), cache, TOKEN_CONSOLE, token, &session),
			PROBLEM_NONE);
		assert_string_equal(session, SESSION);
	}
	assert_true(token_cache_find(cache, token, &claims));
	for (size_t i = 0; token[i] != '\0'; i++) {
		char was = token[i];

		token[i] = was == 'A' ? 'B' : 'A';
		if (token_verify(op, two_keys(op), cache, TOKEN_CONSOLE, token, &session) ==
		    PROBLEM_NONE)
			fail_msg("taken: %s", token);
		token[i] = was;
	}
	talloc_free(op);
}

static void test_remembered_tokens_expire(void **state)
{
	static const struct said good = { NULL, NULL, NULL };
	struct op *op = unit_op();
	struct token_cache *cache = token_cache_new(op);
	struct token_claims claims = { .session = SESSION, .begin = 1, .end = 1600000000 };

	(void)state;
	token_cache_add(cache, forge(op, &good), &claims);
	assert_int_equal(verify_with(op, cache, &good), PROBLEM_UNAUTHENTICATED);
	assert_string_equal(op->detail, "the access token has expired");
	claims = (struct token_claims){ SESSION, 4102444000, 4102444800 };
	token_cache_add(cache, forge(op, &good), &claims);
	assert_int_equal(verify_with(op, cache, &good), PROBLEM_UNAUTHENTICATED);
	assert_string_equal(op->detail, "the access token is not valid yet");
	talloc_free(op);
}

static void test_tokens_open_the_doors_of_their_audience(void **state)
{
	struct op *op = unit_op();
	const struct token_keys *keys = two_keys(op);
	struct token_cache *cache = token_cache_new(op);
	const char *token = token_issue(op, keys, TOKEN_OPERATOR, SESSION), *session = NULL;

	(void)state;
	for (int i = 0; i < 2; i++) { /* from the token, then from the cache */
		assert_int_equal(token_verify(op, keys, cache, TOKEN_CONSOLE, token, &session),
				 PROBLEM_UNAUTHENTICATED);
		assert_null(session);
	}
	assert_int_equal(token_verify(op, keys, cache, TOKEN_OPERATOR, token, &session),
			 PROBLEM_NONE);
	assert_string_equal(session, SESSION);
	talloc_free(op);
}

static void test_cache_keeps_the_last_of_more_than_it_holds(void **state)
{
	struct op *op = unit_op();
	struct token_cache *cache = token_cache_new(op);
	struct token_claims claims = { .session = SESSION, .end = 1 }, found;

	(void)state;
	for (long i = 1; i <= 10 * TOKEN_CACHE_PLACES; i++) {
		const char *token = mem_printf(op, "token %ld", i);

		claims.end = i;
		token_cache_add(cache, token, &claims);
		assert_true(token_cache_find(cache, token, &found));
		assert_int_equal(found.end, i);
	}
	talloc_free(op);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_public_key_is_no_secret),
		UNIT_TEST(test_issued_token_is_verified),
		UNIT_TEST(test_forged_tokens_are_judged),
		UNIT_TEST(test_damaged_tokens_are_refused),
		UNIT_TEST(test_remembered_tokens_are_told_from_all_others),
		UNIT_TEST(test_remembered_tokens_expire),
		UNIT_TEST(test_tokens_open_the_doors_of_their_audience),
		UNIT_TEST(test_cache_keeps_the_last_of_more_than_it_holds),
	};

	return cmocka_run_group_tests_name("token", tests, NULL, NULL);
}
