/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "fake_source.h"
#include "http/auth.h"
#include "http/refresh.h"
#include "http/token_keys.h"

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

static void test_members_and_operators_need_a_token_of_theirs(void **state)
{
	static const char session[] = "0f7ad1c2-54b7-4f3e-9d0a-1c2b3a495867";
	static const struct token_keys keys = {
		.n = 1,
		.keys = { { .kid = "a",
			    .alg = JWT_ALG_HS256,
			    .secret = "0123456789abcdef0123456789abcdef",
			    .size = 32 } },
	};
	struct op *op = unit_op();
	const char *token = token_issue(op, &keys, TOKEN_CONSOLE, session);
	struct req *req = request_with(mem_printf(op, "Bearer %s", token));

	(void)state;
	assert_int_not_equal(auth_check(req, SCOPE_MEMBER), PROBLEM_NONE);
	req->token_keys = &keys;
	assert_int_equal(auth_check(req, SCOPE_OPERATOR), PROBLEM_UNAUTHENTICATED);
	assert_null(req->auth.session);
	assert_int_equal(auth_check(req, SCOPE_MEMBER), PROBLEM_NONE);
	assert_string_equal(req->auth.session, session);
	assert_null(req->auth.credential_hash);
	talloc_free(req);

	token = token_issue(op, &keys, TOKEN_OPERATOR, session);
	req = request_with(mem_printf(op, "Bearer %s", token));
	req->token_keys = &keys;
	assert_int_equal(auth_check(req, SCOPE_MEMBER), PROBLEM_UNAUTHENTICATED);
	assert_null(req->auth.session);
	assert_int_equal(auth_check(req, SCOPE_OPERATOR), PROBLEM_NONE);
	assert_string_equal(req->auth.session, session);
	talloc_free(req);

	req = request_with("Bearer secret-token-of-site");
	req->token_keys = &keys;
	assert_int_equal(auth_check(req, SCOPE_MEMBER), PROBLEM_UNAUTHENTICATED);
	assert_null(req->auth.session);
	talloc_free(req);
	talloc_free(op);
}

#define REFRESH "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA-_"

static void test_refresh_needs_cookie_and_header(void **state)
{
	static const struct {
		const char *cookie, *csrf, *site;
		enum problem problem;
	} cases[] = {
		{ "bc_refresh=" REFRESH, "1", NULL, PROBLEM_NONE },
		{ "bc_refresh=" REFRESH, "1", "", PROBLEM_NONE },
		{ "bc_refresh=" REFRESH, "1", "same-origin", PROBLEM_NONE },
		{ "bc_refresh=" REFRESH, "1", "none", PROBLEM_NONE },
		{ "a=b; bc_refresh=" REFRESH "; c", "1", NULL, PROBLEM_NONE },
		{ "xbc_refresh=y;bc_refresh=" REFRESH, "1", NULL, PROBLEM_NONE },
		{ "bc_refresh=" REFRESH, NULL, NULL, PROBLEM_FORBIDDEN },
		{ "bc_refresh=" REFRESH, "", NULL, PROBLEM_FORBIDDEN },
		{ "bc_refresh=" REFRESH, "0", NULL, PROBLEM_FORBIDDEN },
		{ "bc_refresh=" REFRESH, "11", NULL, PROBLEM_FORBIDDEN },
		{ "bc_refresh=" REFRESH, "1", "same-site", PROBLEM_FORBIDDEN },
		{ "bc_refresh=" REFRESH, "1", "cross-site", PROBLEM_FORBIDDEN },
		{ "bc_refresh=" REFRESH, "1", "Same-Origin", PROBLEM_FORBIDDEN },
		{ NULL, "1", NULL, PROBLEM_UNAUTHENTICATED },
		{ "", "1", NULL, PROBLEM_UNAUTHENTICATED },
		{ "bc_refresh", "1", NULL, PROBLEM_UNAUTHENTICATED },
		{ "bc_refresh=", "1", NULL, PROBLEM_UNAUTHENTICATED },
		{ "bc_refresh=short", "1", NULL, PROBLEM_UNAUTHENTICATED },
		{ "bc_refresh=" REFRESH "A", "1", NULL, PROBLEM_UNAUTHENTICATED },
		{ "bc_refresh=" REFRESH " ", "1", NULL, PROBLEM_UNAUTHENTICATED },
		{ "bc_refresh=\"" REFRESH "\"", "1", NULL, PROBLEM_UNAUTHENTICATED },
		{ "bc_refresh=" REFRESH "; bc_refresh=" REFRESH, "1", NULL,
		  PROBLEM_UNAUTHENTICATED },
		{ "BC_REFRESH=" REFRESH, "1", NULL, PROBLEM_UNAUTHENTICATED },
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct fake_source fake = { .params = {
						    { "HTTP_COOKIE", cases[i].cookie },
						    { "HTTP_X_CSRF", cases[i].csrf },
						    { "HTTP_SEC_FETCH_SITE", cases[i].site },
					    } };
		struct req *req = fake_request(&fake);

		if (auth_check(req, SCOPE_REFRESH) != cases[i].problem)
			fail_msg("case %zu: %s", i, cases[i].cookie);
		if (cases[i].problem == PROBLEM_NONE)
			assert_string_equal(req->auth.refresh_hash, auth_hash(req, REFRESH));
		else
			assert_null(req->auth.refresh_hash);
		talloc_free(req);
	}
}

static const char *cookie_set_over(const char *https, const char *token, const char *seconds)
{
	static char head[1024];
	struct fake_source fake = { .params = { { "HTTPS", https } } };
	struct req *req = fake_request(&fake);

	if (token == NULL)
		refresh_clear_cookie(req);
	else
		refresh_set_cookie(req, token, seconds);
	req_reply_empty(req, 204);
	snprintf(head, sizeof(head), "%s", req_head(req));
	talloc_free(req);
	return head;
}

static void test_refresh_cookie_is_for_its_path_alone(void **state)
{
	static const char set[] = "\r\nSet-Cookie: bc_refresh=" REFRESH
				  "; Path=/v1/session; Max-Age=60; HttpOnly; SameSite=Strict";

	(void)state;
	assert_non_null(strstr(cookie_set_over(NULL, REFRESH, "60"), set));
	assert_null(strstr(cookie_set_over(NULL, REFRESH, "60"), "Secure"));
	assert_non_null(strstr(cookie_set_over("on", REFRESH, "60"), set));
	assert_non_null(
		strstr(cookie_set_over("on", REFRESH, "60"), "SameSite=Strict; Secure\r\n"));
	assert_non_null(strstr(cookie_set_over(NULL, NULL, NULL),
			       "Set-Cookie: bc_refresh=; Path=/v1/session; Max-Age=0; "));
}

static void test_refresh_tokens_are_random(void **state)
{
	struct fake_source fake = { .params = { { NULL, NULL } } };
	struct req *req = fake_request(&fake);
	const char *a = refresh_make(req), *b = refresh_make(req);

	(void)state;
	assert_int_equal(strlen(a), REFRESH_LENGTH);
	assert_string_not_equal(a, b);
	assert_string_equal(refresh_read(req, mem_printf(req, "bc_refresh=%s", a)), a);
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
		UNIT_TEST(test_members_and_operators_need_a_token_of_theirs),
		UNIT_TEST(test_refresh_needs_cookie_and_header),
		UNIT_TEST(test_refresh_cookie_is_for_its_path_alone),
		UNIT_TEST(test_refresh_tokens_are_random),
		UNIT_TEST(test_unknown_scope_lets_nobody_in),
	};

	return cmocka_run_group_tests_name("auth", tests, NULL, NULL);
}
