/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <json-c/json.h>

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
	};

	return cmocka_run_group_tests_name("req", tests, NULL, NULL);
}
