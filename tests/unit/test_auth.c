/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <string.h>

#include "fake_source.h"
#include "http/auth.h"

#define SITE_HASH "540495a86b14b3fbc7bfcf324891b005b778655462fae6ac42686ba82f3759a3"

static void test_bearer_tokens_are_found(void **state)
{
	static const char token[] = "abcDEF0123456789-._~+/==";
	static const char *const headers[] = {
		"Bearer abcDEF0123456789-._~+/==",
		"bearer abcDEF0123456789-._~+/==",
		"BEARER   abcDEF0123456789-._~+/==",
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(headers); i++) {
		assert_non_null(auth_bearer(headers[i], AUTH_CREDENTIAL_MAX));
		assert_string_equal(auth_bearer(headers[i], AUTH_CREDENTIAL_MAX), token);
	}
}

static void test_other_headers_are_refused(void **state)
{
	static const char *const headers[] = {
		NULL,
		"",
		"Bearer",
		"Bearer ",
		"Bearer short",
		"Basic abcdefghijklmnopqrst",
		"Bearerabcdefghijklmnopqrst",
		"Bearer abcdefghijklmnop qrst",
		"Bearer abcdefghijklmnopqrst ",
		"Bearer abcdefghijklmnop=qrst",
		"Bearer ====================",
		"Bearer abcdefghijklmnop\nqrst",
		"Bearer abcdefghijklmnop\x80qrst",
		"Bearer \"abcdefghijklmnopqrst\"",
		" Bearer abcdefghijklmnopqrst",
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(headers); i++)
		if (auth_bearer(headers[i], AUTH_CREDENTIAL_MAX) != NULL)
			fail_msg("taken: %s", headers[i]);
}

static void test_endless_token_is_refused(void **state)
{
	char header[7 + 513 + 1] = "Bearer ";

	(void)state;
	memset(header + 7, 'a', 513);
	assert_null(auth_bearer(header, AUTH_CREDENTIAL_MAX));
	header[7 + 512] = '\0';
	assert_non_null(auth_bearer(header, AUTH_CREDENTIAL_MAX));
}

static struct req *request_with(const char *authorization)
{
	static struct fake_source fake;

	fake = (struct fake_source){ .params = {
					     { "REQUEST_METHOD", "GET" },
					     { "DOCUMENT_URI", "/" },
					     { "HTTP_AUTHORIZATION", authorization },
				     } };
	return fake_request(&fake);
}

static void test_site_credential_becomes_its_hash(void **state)
{
	struct req *req = request_with("Bearer secret-token-of-site");

	(void)state;
	assert_int_equal(auth_check(req, SCOPE_SITE), PROBLEM_NONE);
	/* printf %s secret-token-of-site | sha256sum */
	assert_string_equal(req->auth.credential_hash, "\\x" SITE_HASH);
	talloc_free(req);
}

static void test_public_routes_need_no_token(void **state)
{
	struct req *req = request_with(NULL);

	(void)state;
	assert_int_equal(auth_check(req, SCOPE_PUBLIC), PROBLEM_NONE);
	assert_int_equal(auth_check(req, SCOPE_SITE), PROBLEM_UNAUTHENTICATED);
	assert_null(req->auth.credential_hash);
	talloc_free(req);
}

static void test_unknown_scope_lets_nobody_in(void **state)
{
	struct req *req = request_with("Bearer secret-token-of-site");

	(void)state;
	assert_int_not_equal(auth_check(req, SCOPE_UNSET), PROBLEM_NONE);
	talloc_free(req);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_bearer_tokens_are_found),
		UNIT_TEST(test_other_headers_are_refused),
		UNIT_TEST(test_endless_token_is_refused),
		UNIT_TEST(test_site_credential_becomes_its_hash),
		UNIT_TEST(test_public_routes_need_no_token),
		UNIT_TEST(test_unknown_scope_lets_nobody_in),
	};

	return cmocka_run_group_tests_name("auth", tests, NULL, NULL);
}
