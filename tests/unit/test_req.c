/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <json-c/json.h>

#include "core/machine_time.h"
#include "fake_source.h"

static struct req *request_with_id(struct fake_source *fake, const char *id)
{
	*fake = (struct fake_source){ .params = { { "REQUEST_METHOD", "GET" },
						  { "DOCUMENT_URI", "/" },
						  { "REQUEST_ID", id } } };
	return fake_request(fake);
}

static void test_good_id_is_kept(void **state)
{
	struct fake_source fake;
	struct req *req = request_with_id(&fake, "a1-B_2.c");

	(void)state;
	assert_string_equal(req->op.id, "a1-B_2.c");
	talloc_free(req);
}

static void test_bad_id_is_replaced(void **state)
{
	static const char *const ids[] = {
		NULL,
		"",
		"a b",
		"a\nlevel=error",
		"a\r\nSet-Cookie: x",
		"\"",
		"a=b",
		"\xe4\xb8\xad",
		"12345678901234567890123456789012345678901234567890123456789012345",
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(ids); i++) {
		struct fake_source fake;
		struct req *req = request_with_id(&fake, ids[i]);

		assert_int_equal(strlen(req->op.id), 32);
		assert_true(req_is_id(req->op.id));
		talloc_free(req);
	}
}

static enum problem read_body(const char *length, const char *body, size_t limit, size_t piece)
{
	struct fake_source fake = {
		.params = { { "CONTENT_LENGTH", length } },
		.body = body,
		.body_len = strlen(body),
		.piece = piece,
	};
	struct req *req = fake_request(&fake);
	enum problem p = req_read_body(req, limit);

	if (p == PROBLEM_NONE) {
		assert_int_equal(req->text_len, strlen(body));
		assert_string_equal(req->text, body);
	}
	talloc_free(req);
	return p;
}

static void test_bodies_are_read_up_to_the_limit(void **state)
{
	(void)state;
	assert_int_equal(read_body("5", "12345", 5, 0), PROBLEM_NONE);
	assert_int_equal(read_body("5", "12345", 5, 1), PROBLEM_NONE);
	assert_int_equal(read_body("6", "123456", 5, 0), PROBLEM_BODY_TOO_LARGE);
	assert_int_equal(read_body(NULL, "12345", 5, 2), PROBLEM_NONE);
	assert_int_equal(read_body("", "123456", 5, 2), PROBLEM_BODY_TOO_LARGE);
	assert_int_equal(read_body("0", "", 5, 0), PROBLEM_NONE);
	assert_int_equal(read_body("6", "12345", 9, 0), PROBLEM_BAD_REQUEST);
	assert_int_equal(read_body("-1", "1", 9, 0), PROBLEM_BAD_REQUEST);
	assert_int_equal(read_body("1x", "1", 9, 0), PROBLEM_BAD_REQUEST);
	assert_int_equal(read_body("99999999999999999999", "1", 9, 0), PROBLEM_BAD_REQUEST);
	assert_int_equal(read_body("9223372036854775807", "1", 9, 0), PROBLEM_BODY_TOO_LARGE);
}

static const char *member(struct json_object *obj, const char *name)
{
	struct json_object *value;

	return json_object_object_get_ex(obj, name, &value) ? json_object_get_string(value) : NULL;
}

static void test_422_says_where(void **state)
{
	struct fake_source fake;
	struct req *req = request_with_id(&fake, "id-1");
	struct json_object *obj, *errors;

	(void)state;
	req_reply_problem(req, op_fail_at(&req->op, PROBLEM_INVALID_FIELD, "/records/17/quantity",
					  "must be \"%s\"", "a\nstring"));
	assert_int_equal(req->status, 422);
	assert_string_equal(req->content_type, "application/problem+json");
	obj = json_tokener_parse(req->answer);
	assert_string_equal(member(obj, "type"), "/problems/invalid-field");
	assert_string_equal(member(obj, "status"), "422");
	assert_string_equal(member(obj, "detail"), "must be \"a\nstring\"");
	assert_string_equal(member(obj, "instance"), "id-1");
	assert_true(json_object_object_get_ex(obj, "errors", &errors));
	assert_string_equal(member(json_object_array_get_idx(errors, 0), "pointer"),
			    "/records/17/quantity");
	json_object_put(obj);
	talloc_free(req);
}

static void test_500_says_nothing(void **state)
{
	struct fake_source fake;
	struct req *req = request_with_id(&fake, "id-1");

	(void)state;
	req_reply_problem(req, op_fail(&req->op, PROBLEM_INTERNAL, "relation x has no column y"));
	assert_int_equal(req->status, 500);
	assert_null(strstr(req->answer, "relation"));
	assert_null(strstr(req->answer, "detail"));
	talloc_free(req);
}

static void test_answers_carry_their_headers(void **state)
{
	static const struct {
		enum problem problem;
		const char *header;
	} cases[] = {
		{ PROBLEM_UNAUTHENTICATED, "\r\nWWW-Authenticate: Bearer\r\n" },
		{ PROBLEM_BUSY, "\r\nRetry-After: 1\r\n" },
		{ PROBLEM_CLOCK_BEHIND, "\r\nRetry-After: 1\r\n" },
		{ PROBLEM_NOT_FOUND, "Status: 404 Not Found\r\n" },
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct fake_source fake;
		struct req *req = request_with_id(&fake, "id-1");
		const char *head;

		req_reply_problem(req, cases[i].problem);
		head = req_head(req);
		assert_non_null(strstr(head, cases[i].header));
		assert_string_equal(head + strlen(head) - 4, "\r\n\r\n");
		talloc_free(req);
	}
}

/* Every status of the problem table has its words. */
static void test_every_status_has_a_reason(void **state)
{
	(void)state;
	for (int p = PROBLEM_NONE + 1; p < PROBLEM_COUNT; p++) {
		struct fake_source fake;
		struct req *req = request_with_id(&fake, "id-1");

		req_reply_problem(req, (enum problem)p);
		assert_null(strstr(req_head(req), " -\r\n"));
		talloc_free(req);
	}
}

static void test_answer_without_content_says_so(void **state)
{
	struct fake_source fake;
	struct req *req = request_with_id(&fake, "a");

	(void)state;
	req_add_header(req, "X-A", "%d", 1);
	req_add_header(req, "X-B", "b");
	req_reply_empty(req, 204);
	assert_string_equal(req_head(req), "Status: 204 No Content\r\nCache-Control: no-store\r\n"
					   "X-A: 1\r\nX-B: b\r\n\r\n");
	assert_string_equal(req->answer, "");
	talloc_free(req);
}

static void test_problems_add_their_headers(void **state)
{
	static const struct {
		enum problem problem;
		const char *header;
	} cases[] = {
		{ PROBLEM_SIGN_IN_FAILED, "\r\nWWW-Authenticate: Bearer\r\n" },
		{ PROBLEM_TOO_MANY_REQUESTS, "\r\nRetry-After: 900\r\n" },
		{ PROBLEM_BUSY, "\r\nRetry-After: 1\r\n" },
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct fake_source fake;
		struct req *req = request_with_id(&fake, "a");

		req_add_header(req, "Set-Cookie", "x");
		req_reply_problem(req, cases[i].problem);
		assert_non_null(strstr(req_head(req), cases[i].header));
		assert_non_null(strstr(req_head(req), "\r\nSet-Cookie: x\r\n"));
		assert_null(strstr(req_head(req), "Status: 200"));
		assert_null(strstr(req_head(req), " -\r\n"));
		talloc_free(req);
	}
}

static long long waited(const char *started)
{
	struct fake_source fake = { .params = { { "REQUEST_STARTED", started } } };
	struct req *req = fake_request(&fake);
	long long ms = req_waited_ms(req);

	talloc_free(req);
	return ms;
}

static void test_waiting_is_counted_from_nginx_s_stamp(void **state)
{
	static const char *const strange[] = {
		NULL,	 "", "now", "1", "1.5", "1.5000", "-1.000", "1.000 ", "9999999999999.000",
		"1.0a0",
	};
	char *owner = mem_strdup(NULL, "owner");
	long long now = machine_time_ms();

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(strange); i++)
		assert_int_equal(waited(strange[i]), 0);
	assert_in_range(waited(mem_printf(owner, "%lld.%03lld", now / 1000 - 3, now % 1000)), 3000,
			60000);
	assert_true(waited("99999999999.000") < 0);
	talloc_free(owner);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_good_id_is_kept),
		UNIT_TEST(test_bad_id_is_replaced),
		UNIT_TEST(test_bodies_are_read_up_to_the_limit),
		UNIT_TEST(test_422_says_where),
		UNIT_TEST(test_500_says_nothing),
		UNIT_TEST(test_answers_carry_their_headers),
		UNIT_TEST(test_every_status_has_a_reason),
		UNIT_TEST(test_answer_without_content_says_so),
		UNIT_TEST(test_problems_add_their_headers),
		UNIT_TEST(test_waiting_is_counted_from_nginx_s_stamp),
	};

	return cmocka_run_group_tests_name("req", tests, NULL, NULL);
}
