/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <stdio.h>

#include "fake_source.h"
#include "handlers/handlers.h"
#include "http/bulkhead.h"

struct body {
	const char *name;
};

static const struct field fields[] = {
	FIELD(struct body, name, "name", true, 1, 8),
	{ 0 },
};

static enum problem say_params(struct req *req)
{
	return req_reply(req, 200,
			 mem_printf(req, "%s %s", req->params[0],
				    req->params[1] == NULL ? "-" : req->params[1]));
}

static enum problem say_name(struct req *req)
{
	const struct body *body = req->body;

	return req_reply(req, 201, body->name);
}

static enum problem say_hash(struct req *req)
{
	return req_reply(req, 200, req->auth.credential_hash);
}

struct query {
	const char *q;
};

static const struct field query_fields[] = {
	FIELD(struct query, q, "q", false, 1, 8),
	{ 0 },
};

static enum problem say_query(struct req *req)
{
	const struct query *query = req->query;

	return req_reply(req, 200, query->q == NULL ? "-" : query->q);
}

static enum problem say_length_of_text(struct req *req)
{
	return req_reply(req, 200, mem_printf(req, "%zu", strlen(req->text)));
}

static enum problem say_nothing(struct req *req)
{
	(void)req;
	return PROBLEM_NONE;
}

static const char *first_param(const struct req *req)
{
	return req->params[0];
}

static const struct route routes[] = {
	{ "GET", "/things/{thing}", SCOPE_PUBLIC, POOL_FAST, BODY_SMALL, .handle = say_params },
	{ "GET", "/things/{thing}/parts/{part}", SCOPE_PUBLIC, POOL_FAST, BODY_SMALL,
	  .handle = say_params },
	{ "POST", "/things", SCOPE_PUBLIC, POOL_FAST, 32, .fields = fields,
	  .body_size = sizeof(struct body), .handle = say_name },
	{ "PUT", "/things", SCOPE_PUBLIC, POOL_FAST, 32, .handle = say_nothing },
	{ "GET", "/site", SCOPE_SITE, POOL_FAST, BODY_SMALL, .handle = say_hash },
	{ "GET", "/bulk", SCOPE_PUBLIC, POOL_BULK, BODY_SMALL, .handle = say_nothing },
	{ "POST", "/lock/{account}", SCOPE_PUBLIC, POOL_FAST, BODY_SMALL, .lock_key = first_param,
	  .handle = say_params },
	{ "GET", "/query", SCOPE_PUBLIC, POOL_FAST, BODY_SMALL, .query = query_fields,
	  .query_size = sizeof(struct query), .handle = say_query },
	{ "GET", "/member", SCOPE_MEMBER, POOL_FAST, BODY_SMALL, .handle = say_nothing },
	{ "POST", "/refresh", SCOPE_REFRESH, POOL_FAST, BODY_SMALL, .handle = say_nothing },
	{ "GET", "/operator", SCOPE_OPERATOR, POOL_FAST, BODY_SMALL, .handle = say_nothing },
	{ "POST", "/secret", SCOPE_PUBLIC, POOL_FAST, BODY_SMALL, .flags = ROUTE_SECRET,
	  .fields = fields, .body_size = sizeof(struct body), .handle = say_length_of_text },
	{ 0 },
};

static const struct route *const tables[] = { routes, NULL };

static struct req *ask(struct fake_source *fake, const char *method, const char *path,
		       const char *body)
{
	struct req *req;

	*fake = (struct fake_source){
		.params = { { "REQUEST_METHOD", method },
			    { "DOCUMENT_URI", path },
			    { "CONTENT_TYPE", "application/json" } },
		.body = body,
		.body_len = strlen(body),
	};
	req = fake_request(fake);
	req->pool = POOL_FAST;
	return req;
}

static void test_requests_find_their_route(void **state)
{
	static const struct {
		const char *method, *path, *body;
		int status;
		const char *answer;
	} cases[] = {
		{ "GET", "/things/a", "", 200, "a -" },
		{ "HEAD", "/things/a", "", 200, "a -" },
		{ "GET", "/things/a/parts/b-1", "", 200, "a b-1" },
		{ "GET", "/things", "", 405, NULL },
		{ "GET", "/things/", "", 404, NULL },
		{ "GET", "/things//parts/b", "", 404, NULL },
		{ "GET", "/things/a/", "", 404, NULL },
		{ "GET", "/things/a/parts", "", 404, NULL },
		{ "GET", "/things/a/parts/b/c", "", 404, NULL },
		{ "GET", "/thing/a", "", 404, NULL },
		{ "GET", "/thingss/a", "", 404, NULL },
		{ "GET", "things/a", "", 404, NULL },
		{ "GET", "", "", 404, NULL },
		{ "GET", "/", "", 404, NULL },
		{ "GET", "/things/a b", "", 404, NULL },
		{ "GET", "/things/\xe4\xb8\xad", "", 404, NULL },
		{ "GET", "/things/{thing}", "", 200, "{thing} -" },
		{ "DELETE", "/things/a", "", 405, NULL },
		{ "get", "/things/a", "", 405, NULL },
		{ "", "/things/a", "", 405, NULL },
		{ "POST", "/things", "{\"name\":\"n\"}", 201, "n" },
		{ "POST", "/things", "{\"name\":1}", 422, NULL },
		{ "POST", "/things", "", 400, NULL },
		{ "POST", "/things", "{\"name\":\"a name that is far too long\"}", 413, NULL },
		{ "GET", "/site", "", 401, NULL },
		{ "PUT", "/things", "", 500, NULL },
		{ "GET", "/bulk", "", 500, NULL },
		{ "GET", "/query", "", 200, "-" },
		{ "GET", "/member", "", 401, NULL },
		{ "POST", "/refresh", "", 403, NULL },
		{ "GET", "/operator", "", 401, NULL },
		{ "POST", "/secret", "{\"name\":\"n\"}", 200, "0" },
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct fake_source fake;
		struct req *req = ask(&fake, cases[i].method, cases[i].path, cases[i].body);

		route_serve(req, tables);
		if (req->status != cases[i].status)
			fail_msg("%s %s: %d", cases[i].method, cases[i].path, req->status);
		if (cases[i].answer != NULL)
			assert_string_equal(req->answer, cases[i].answer);
		talloc_free(req);
	}
}

static int ask_with(const char *method, const char *path, const char *name, const char *value)
{
	static const char body[] = "{\"name\":\"n\"}";
	struct fake_source fake = {
		.params = { { "REQUEST_METHOD", method },
			    { "DOCUMENT_URI", path },
			    { name, value } },
		.body = body,
		.body_len = sizeof(body) - 1,
	};
	struct req *req = fake_request(&fake);
	int status;

	req->pool = POOL_FAST;
	route_serve(req, tables);
	status = req->status;
	talloc_free(req);
	return status;
}

static void test_bodies_are_declared_as_json(void **state)
{
	static const struct {
		const char *type;
		int status;
	} cases[] = {
		{ "application/json", 201 },
		{ "Application/JSON", 201 },
		{ "application/json; charset=utf-8", 201 },
		{ "application/json ;charset=utf-8", 201 },
		{ NULL, 415 },
		{ "", 415 },
		{ "application/jsonp", 415 },
		{ "application/json, text/plain", 415 },
		{ "text/plain", 415 },
		{ "application/x-www-form-urlencoded", 415 },
		{ " application/json", 415 },
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		if (ask_with("POST", "/things", "CONTENT_TYPE", cases[i].type) != cases[i].status)
			fail_msg("%s: not %d", cases[i].type, cases[i].status);
}

static void test_queries_are_read_where_a_route_has_them(void **state)
{
	(void)state;
	assert_int_equal(ask_with("GET", "/query", "QUERY_STRING", "q=a"), 200);
	assert_int_equal(ask_with("GET", "/query", "QUERY_STRING", "q=a&q=b"), 422);
	assert_int_equal(ask_with("GET", "/query", "QUERY_STRING", "x=a"), 422);
	assert_int_equal(ask_with("GET", "/things/a", "QUERY_STRING", ""), 200);
	assert_int_equal(ask_with("GET", "/things/a", "QUERY_STRING", "x"), 422);
	assert_int_equal(ask_with("GET", "/member", "QUERY_STRING", "x"), 401);
}

static const char *secret_of(const struct req *req)
{
	for (const struct field *field = req->route->fields; field->name != NULL; field++)
		if (field->type == FIELD_SECRET)
			return *(const char **)((char *)req->body + field->offset);
	return NULL;
}

/* The door for signing in, asked long ago: no handler has judged the password. */
static void test_secrets_are_overwritten_however_it_ends(void **state)
{
	static const struct {
		const char *body;
		int status;
	} cases[] = {
		{ "{\"login\":\"a@b.example\",\"password\":\"correct horse\"}", 503 },
		{ "{\"password\":\"correct horse\",\"login\":1}", 422 },
		{ "{\"password\":\"correct horse\"}", 422 },
		{ "{\"password\":\"correct horse\",\"login\":\"a\",\"\\u0000\":\"\"}", 422 },
	};
	static const struct route *const doors[] = { session_routes, NULL };

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct fake_source fake;
		struct req *req = ask(&fake, "POST", "/v1/session", cases[i].body);

		fake.params[3].name = "REQUEST_STARTED";
		fake.params[3].value = "1600000000.000";
		req->pool = POOL_AUTH;
		route_serve(req, doors);
		assert_int_equal(req->status, cases[i].status);
		assert_non_null(secret_of(req));
		for (size_t n = 0; n < strlen("correct horse"); n++)
			assert_int_equal(secret_of(req)[n], '\0');
		talloc_free(req);
	}
}

static void test_405_lists_the_methods(void **state)
{
	struct fake_source fake;
	struct req *req = ask(&fake, "DELETE", "/things", "");

	(void)state;
	route_serve(req, tables);
	assert_non_null(strstr(req_head(req), "\r\nAllow: POST, PUT\r\n"));
	talloc_free(req);
	req = ask(&fake, "DELETE", "/things/a", "");
	route_serve(req, tables);
	assert_non_null(strstr(req_head(req), "\r\nAllow: GET, HEAD\r\n"));
	talloc_free(req);
}

static void test_third_locker_of_an_account_is_sent_away(void **state)
{
	struct bulkhead *bulkhead = bulkhead_new(NULL, 8);
	struct fake_source fake;
	struct req *req = ask(&fake, "POST", "/lock/a", "");

	(void)state;
	req->bulkhead = bulkhead;
	assert_true(bulkhead_enter(bulkhead, "a"));
	route_serve(req, tables);
	assert_int_equal(req->status, 200);
	talloc_free(req);

	assert_true(bulkhead_enter(bulkhead, "a"));
	req = ask(&fake, "POST", "/lock/a", "");
	req->bulkhead = bulkhead;
	route_serve(req, tables);
	assert_int_equal(req->status, 503);
	assert_non_null(strstr(req_head(req), "Retry-After: "));
	talloc_free(req);
	talloc_free(bulkhead);
}

static void test_faulty_rows_are_refused(void **state)
{
	static const struct {
		struct route row;
		const char *fault; /* a part of it */
	} cases[] = {
		{ { "GET", "x", SCOPE_PUBLIC, POOL_FAST, 1, .handle = say_nothing }, "path" },
		{ { "GET", "/x", SCOPE_UNSET, POOL_FAST, 1, .handle = say_nothing }, "scope" },
		{ { "GET", "/x", SCOPE_PUBLIC, POOL_UNSET, 1, .handle = say_nothing }, "pool" },
		{ { "GET", "/x", SCOPE_PUBLIC, POOL_FAST, 0, .handle = say_nothing }, "limit" },
		{ { "GET", "/x", SCOPE_PUBLIC, POOL_FAST, 1, .handle = NULL }, "handler" },
		{ { "GET", "/{a}/{b}/{c}/{d}/{e}", SCOPE_PUBLIC, POOL_FAST, 1,
		    .handle = say_nothing },
		  "names" },
		{ { "GET", "/x", SCOPE_PUBLIC, POOL_FAST, 1, .fields = fields,
		    .handle = say_nothing },
		  "body struct" },
		{ { "GET", "/x", SCOPE_PUBLIC, POOL_FAST, 1, .query = query_fields,
		    .handle = say_nothing },
		  "query struct" },
		{ { "GET", "/x", SCOPE_PUBLIC, POOL_FAST, 1, .flags = ROUTE_KEYED,
		    .handle = say_nothing },
		  "moves no money" },
		{ { "GET", "/site", SCOPE_PUBLIC, POOL_FAST, 1, .handle = say_nothing }, "twice" },
		{ { "POST", "/site", SCOPE_PUBLIC, POOL_BULK, 1, .handle = say_nothing },
		  "another pool" },
	};
	char *owner = mem_strdup(NULL, "owner");
	const char *fault = NULL;

	(void)state;
	assert_true(route_tables_fit(owner, tables, &fault));
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const struct route table[] = { cases[i].row, { 0 } };
		const struct route *const both[] = { routes, table, NULL };

		assert_false(route_tables_fit(owner, both, &fault));
		if (strstr(fault, cases[i].fault) == NULL)
			fail_msg("row %zu: %s", i, fault);
	}
	talloc_free(owner);
}

static void test_the_product_s_routes_fit(void **state)
{
	char *owner = mem_strdup(NULL, "owner");
	const char *fault = NULL;

	(void)state;
	assert_true(route_tables_fit(owner, route_tables, &fault));
	talloc_free(owner);
}

static void test_routes_are_printed_in_columns(void **state)
{
	char text[1024] = "";
	FILE *out = fmemopen(text, sizeof(text), "w");

	(void)state;
	route_print(out, tables);
	fclose(out);
	assert_non_null(strstr(text, "GET\t/things/{thing}\tpublic\tfast\t65536\t-\n"));
	assert_non_null(
		strstr(text, "POST\t/lock/{account}\tpublic\tfast\t65536\tlocks-account\n"));
	assert_int_equal(route_number(tables, &routes[3]), 3);
	assert_non_null(strstr(text, "GET\t/member\tmember\tfast\t65536\t-\n"));
	assert_non_null(strstr(text, "POST\t/refresh\trefresh\tfast\t65536\t-\n"));
	assert_non_null(strstr(text, "GET\t/operator\toperator\tfast\t65536\t-\n"));
	assert_int_equal(route_number(tables, NULL), 12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_requests_find_their_route),
		UNIT_TEST(test_bodies_are_declared_as_json),
		UNIT_TEST(test_queries_are_read_where_a_route_has_them),
		UNIT_TEST(test_secrets_are_overwritten_however_it_ends),
		UNIT_TEST(test_405_lists_the_methods),
		UNIT_TEST(test_third_locker_of_an_account_is_sent_away),
		UNIT_TEST(test_faulty_rows_are_refused),
		UNIT_TEST(test_the_product_s_routes_fit),
		UNIT_TEST(test_routes_are_printed_in_columns),
	};

	return cmocka_run_group_tests_name("route", tests, NULL, NULL);
}
