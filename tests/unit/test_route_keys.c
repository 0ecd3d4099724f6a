/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "fake_source.h"
#include "http/route.h"

#define KEY "0f7ad1c2-54b7-4f3e-9d0a-1c2b3a495867"

static enum problem say_key(struct req *req)
{
	return req_reply(req, 200, req->key);
}

static const struct route routes[] = {
	{ "POST", "/keyed", SCOPE_PUBLIC, POOL_FAST, BODY_SMALL, .flags = ROUTE_KEYED,
	  .handle = say_key },
	{ "POST", "/of-a-site", SCOPE_SITE, POOL_FAST, BODY_SMALL, .flags = ROUTE_KEYED,
	  .handle = say_key },
	{ 0 },
};

static const struct route *const tables[] = { routes, NULL };

/* Asked with an Idempotency-Key, or without one; the caller frees it. */
static struct req *ask(struct fake_source *fake, const char *path, const char *key)
{
	struct req *req;

	*fake = (struct fake_source){
		.params = { { "REQUEST_METHOD", "POST" },
			    { "DOCUMENT_URI", path },
			    { "HTTP_IDEMPOTENCY_KEY", key } },
	};
	req = fake_request(fake);
	route_serve(req, tables);
	return req;
}

static void test_a_uuid_is_taken(void **state)
{
	static const char *const keys[] = { KEY, "0F7AD1C2-54B7-4F3E-9D0A-1C2B3A495867" };
	struct fake_source fake;

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(keys); i++) {
		struct req *req = ask(&fake, "/keyed", keys[i]);

		assert_int_equal(req->status, 200);
		assert_string_equal(req->answer, keys[i]);
		talloc_free(req);
	}
}

static void test_calls_that_move_money_need_a_key(void **state)
{
	static const char *const keys[] = { NULL, "", "1", KEY " ",
					    "0f7ad1c254b74f3e9d0a1c2b3a495867" };
	struct fake_source fake;

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(keys); i++) {
		struct req *req = ask(&fake, "/keyed", keys[i]);

		assert_int_equal(req->status, 422);
		assert_string_equal(req->op.pointer, "/Idempotency-Key");
		talloc_free(req);
	}
}

static void test_who_asks_is_judged_first(void **state)
{
	struct fake_source fake;
	struct req *req = ask(&fake, "/of-a-site", NULL);

	(void)state;
	assert_int_equal(req->status, 401);
	talloc_free(req);
}

static void test_the_table_of_routes_tells(void **state)
{
	char text[256] = "";
	FILE *out = fmemopen(text, sizeof(text), "w");

	(void)state;
	route_print(out, tables);
	fclose(out);
	assert_non_null(strstr(text, "POST\t/keyed\tpublic\tfast\t65536\tkeyed\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_a_uuid_is_taken),
		UNIT_TEST(test_calls_that_move_money_need_a_key),
		UNIT_TEST(test_who_asks_is_judged_first),
		UNIT_TEST(test_the_table_of_routes_tells),
	};

	return cmocka_run_group_tests_name("route_keys", tests, NULL, NULL);
}
