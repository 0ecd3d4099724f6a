/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <string.h>

#include "handlers/handlers.h"
#include "http/fields.h"

struct body {
	const char *amount, *note;
};

static const struct field fields[] = {
	FIELD(struct body, amount, "amount", true, 1, 8),
	FIELD(struct body, note, "note", false, 0, 3),
	{ 0 },
};

struct judgement {
	const char *json;
	enum problem problem;
	const char *pointer;
	const char *detail; /* a part of it */
};

static void judge(const struct field *table, void *body, const struct judgement *c)
{
	struct op *op = unit_op();
	enum problem p = fields_read(op, c->json, strlen(c->json), table, body);

	if (p != c->problem || (c->pointer != NULL && strcmp(c->pointer, op->pointer) != 0) ||
	    (c->detail != NULL && strstr(op->detail, c->detail) == NULL))
		fail_msg("%s: problem %d, pointer %s, detail %s", c->json, p,
			 op->pointer == NULL ? "-" : op->pointer,
			 op->detail == NULL ? "-" : op->detail);
	talloc_free(op);
}

static void test_bodies_are_judged(void **state)
{
	static const struct judgement cases[] = {
		{ "{\"amount\":\"1.5\"}", PROBLEM_NONE, NULL, NULL },
		{ " {\"amount\":\"1.5\",\"note\":\"\"}\r\n", PROBLEM_NONE, NULL, NULL },
		{ "{\"amount\":\"12345678\"}", PROBLEM_NONE, NULL, NULL },
		{ "{\"amount\":\"\xe4\xb8\xad\xe4\xb8\xad\"}", PROBLEM_NONE, NULL, NULL },
		{ "{\"amount\":\"1\",\"note\":\"\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad\"}",
		  PROBLEM_NONE, NULL, NULL },
		{ "{\"amount\":\"1\",\"note\":\"1234\"}", PROBLEM_INVALID_FIELD, "/note",
		  "must have 0 to 3 characters" },
		{ "{}", PROBLEM_INVALID_FIELD, "/amount", "is missing" },
		{ "{\"amount\":\"\"}", PROBLEM_INVALID_FIELD, "/amount", "1 to 8 characters" },
		{ "{\"amount\":1.5}", PROBLEM_INVALID_FIELD, "/amount", "must be a string" },
		{ "{\"amount\":null}", PROBLEM_INVALID_FIELD, "/amount", "must be a string" },
		{ "{\"amount\":[\"1\"]}", PROBLEM_INVALID_FIELD, "/amount", "must be a string" },
		{ "{\"amount\":{\"amount\":\"1\"}}", PROBLEM_INVALID_FIELD, "/amount",
		  "must be a string" },
		{ "{\"amount\":\"1\\u0000\"}", PROBLEM_INVALID_FIELD, "/amount", "U+0000" },
		{ "{\"amount\":\"1\",\"x\":1}", PROBLEM_INVALID_FIELD, "/x", "is not known here" },
		{ "{\"amount\":\"1\",\"a/b~c\":1}", PROBLEM_INVALID_FIELD, "/a~1b~0c", NULL },
		{ "{\"amount\":\"1\",\"amount\":\"2\"}", PROBLEM_INVALID_FIELD, "/amount",
		  "more than once" },
		{ "{\"amount\":\"1\",\"\\u0061mount\":\"2\"}", PROBLEM_INVALID_FIELD, "",
		  "more than once" },
		{ "{\"amount\":\"1\",\"amount\\u0000x\":\"2\"}", PROBLEM_INVALID_FIELD, "", NULL },
		{ "[]", PROBLEM_INVALID_FIELD, "", "must be an object" },
		{ "\"amount\"", PROBLEM_INVALID_FIELD, "", "must be an object" },
		{ "null", PROBLEM_INVALID_FIELD, "", "must be an object" },
		{ "true ", PROBLEM_INVALID_FIELD, "", "must be an object" },
		{ "1.5\n", PROBLEM_INVALID_FIELD, "", "must be an object" },
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct body body = { 0 };

		judge(fields, &body, &cases[i]);
	}
}

static void test_only_strict_json_is_taken(void **state)
{
	static const char *const texts[] = {
		"",
		" ",
		"nul",
		"1 2",
		"-",
		"{",
		"{\"amount\":\"1\"",
		"{\"amount\":\"1\"}}",
		"{\"amount\":\"1\"} {}",
		"{\"amount\":\"1\"}x",
		"{\"amount\":\"1\",}",
		"{'amount':\"1\"}",
		"{\"amount\":'1'}",
		"{amount:\"1\"}",
		"{\"amount\":\"1\" /* comment */}",
		"{\"amount\":NaN}",
		"{\"amount\":Infinity}",
		"{\"amount\":-Infinity}",
		"{\"amount\":\"\x01\"}",
		"{\"amount\":\"\xff\"}",
		"{\"amount\":\"\xc0\x80\"}",
		"{\"amount\":\"\xe0\x80\x80\"}",
		"{\"amount\":\"\xed\xa0\x80\"}",
		"{\"amount\":\"\xf4\x90\x80\x80\"}",
		"{\"amount\":\"\xe4\xb8\"}",
		"{\"\xe4\xb8\":\"1\"}",
		"{\"amount\":\"1\n\"}",
		"{\"amount\":\"\\x\"}",
		"{\"amount\":\"\\u12\"}",
		"{\"amount\":TRUE}",
		"[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]",
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(texts); i++) {
		const struct judgement c = { texts[i], PROBLEM_BAD_REQUEST, NULL, NULL };
		struct body body = { 0 };

		judge(fields, &body, &c);
	}
}

static void test_nul_byte_is_no_json(void **state)
{
	static const char text[] = "{\"amount\":\"1\"}\0{\"amount\":\"2\"}";
	struct op *op = unit_op();
	struct body body = { 0 };

	(void)state;
	assert_int_equal(fields_read(op, text, sizeof(text) - 1, fields, &body),
			 PROBLEM_BAD_REQUEST);
	talloc_free(op);
}

static void test_members_are_bound(void **state)
{
	static const char text[] = "{\"note\":\"\\u0041b\",\"amount\":\"1.50\"}";
	struct op *op = unit_op();
	struct body body = { 0 };

	(void)state;
	assert_int_equal(fields_read(op, text, strlen(text), fields, &body), PROBLEM_NONE);
	assert_string_equal(body.amount, "1.50");
	assert_string_equal(body.note, "Ab");
	talloc_free(op);
}

#define RECORD(more)                                                                               \
	"{\"id\":\"1\",\"workspace\":\"w\",\"meter\":\"m\",\"hour\":\"h\",\"quantity\":\"1\"" more \
	"}"
#define BATCH(records) "{\"records\":[" records "]}"

struct move {
	const char *amount, *payload;
};

static const struct field move_fields[] = {
	FIELD_AMOUNT(struct move, amount, "amount", false),
	FIELD_OBJECT(struct move, payload, "payload", 3),
	{ 0 },
};

static void test_amounts_are_decimal(void **state)
{
	static const char *const good[] = { "0", "1", "99.50", "00.1", "12345678901234.123456" };
	static const char *const bad[] = { "-1",
					   "+1",
					   "1.",
					   ".5",
					   "1e2",
					   "NaN",
					   " 1",
					   "1 ",
					   "0x10",
					   "1,5",
					   "1.1.1",
					   "1.1234567",
					   "123456789012345" };

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(good) + UNIT_COUNT(bad); i++) {
		bool is_good = i < UNIT_COUNT(good);
		char *json = mem_printf(NULL, "{\"amount\":\"%s\",\"payload\":{}}",
					is_good ? good[i] : bad[i - UNIT_COUNT(good)]);
		struct move move = { 0 };

		judge(move_fields, &move,
		      &(struct judgement){ json, is_good ? PROBLEM_NONE : PROBLEM_INVALID_FIELD,
					   is_good ? NULL : "/amount", NULL });
		talloc_free(json);
	}
}

static void test_payloads_are_bound_as_json(void **state)
{
	static const char json[] = "{ \"payload\" : { \"a\": \"/\u4e2d\", \"b\": [\"x\", \"y\"], "
				   "\"c\": [{\"d\": \"1\"}], \"e\": null } }";
	struct op *op = unit_op();
	struct move move = { 0 };

	(void)state;
	assert_int_equal(fields_read(op, json, sizeof(json) - 1, move_fields, &move), PROBLEM_NONE);
	assert_string_equal(move.payload, "{\"a\":\"\\/\xe4\xb8\xad\",\"b\":[\"x\",\"y\"],"
					  "\"c\":[{\"d\":\"1\"}],\"e\":null}");
	talloc_free(op);
}

static void test_payloads_have_a_shape(void **state)
{
	static const struct judgement cases[] = {
		{ "{}", PROBLEM_INVALID_FIELD, "/payload", "is missing" },
		{ "{\"payload\":null}", PROBLEM_INVALID_FIELD, "/payload", "must be an object" },
		{ "{\"payload\":[]}", PROBLEM_INVALID_FIELD, "/payload", "must be an object" },
		{ "{\"payload\":{\"a\":1}}", PROBLEM_INVALID_FIELD, "/payload/a",
		  "must be a string" },
		{ "{\"payload\":{\"a\":true}}", PROBLEM_INVALID_FIELD, "/payload/a", NULL },
		{ "{\"payload\":{\"a\":[{\"b\":{}}]}}", PROBLEM_INVALID_FIELD, "/payload/a/0/b",
		  "must be a string" },
		{ "{\"payload\":{\"a\":[{\"b\":\"c\"}]}}", PROBLEM_NONE, NULL, NULL },
		{ "{\"payload\":{\"a\":[\"1\",\"2\",\"3\",\"4\"]}}", PROBLEM_INVALID_FIELD,
		  "/payload/a", "at most 3 items" },
		{ "{\"payload\":{\"a\":\"\\u0000\"}}", PROBLEM_INVALID_FIELD, "/payload/a",
		  "U+0000" },
		{ "{\"payload\":{\"a\":\"1\",\"\\u0061\":\"2\"}}", PROBLEM_INVALID_FIELD, "",
		  "more than once" },
		{ "{\"payload\":{\"\":\"1\"}}", PROBLEM_INVALID_FIELD, "/payload/", "its name" },
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct move move = { 0 };

		judge(move_fields, &move, &cases[i]);
	}
}

static void test_usage_names_record_and_member(void **state)
{
	static const struct judgement cases[] = {
		{ BATCH(RECORD("")), PROBLEM_NONE, NULL, NULL },
		{ BATCH(RECORD("") "," RECORD(",\"attributes\":{}")), PROBLEM_NONE, NULL, NULL },
		{ BATCH(RECORD(",\"attributes\":{\"a\":\"\",\"b\":\"x\"}")), PROBLEM_NONE, NULL,
		  NULL },
		{ BATCH(RECORD(",\"attributes\":{\"a\":1}")), PROBLEM_INVALID_FIELD,
		  "/records/0/attributes/a", "must be a string" },
		{ BATCH(RECORD(",\"attributes\":[]")), PROBLEM_INVALID_FIELD,
		  "/records/0/attributes", "must be an object of strings" },
		{ BATCH(RECORD(",\"attributes\":{\"a\":\"1\",\"a\":\"2\"}")), PROBLEM_INVALID_FIELD,
		  "/records/0/attributes/a", "more than once" },
		{ BATCH(RECORD(",\"attributes\":{\"a\":\"\\u0000\"}")), PROBLEM_INVALID_FIELD,
		  "/records/0/attributes/a", "U+0000" },
		{ BATCH(RECORD(",\"quantity\":\"2\"")), PROBLEM_INVALID_FIELD,
		  "/records/0/quantity", "more than once" },
		{ BATCH(RECORD("") "," RECORD("") "," RECORD(",\"hour\":\"2\"")),
		  PROBLEM_INVALID_FIELD, "/records/2/hour", "more than once" },
		{ BATCH(RECORD("") "," RECORD(",\"more\":\"2\"")), PROBLEM_INVALID_FIELD,
		  "/records/1/more", "not known" },
		{ BATCH(RECORD("") ",{}"), PROBLEM_INVALID_FIELD, "/records/1/id", "is missing" },
		{ BATCH(RECORD("") ",[]"), PROBLEM_INVALID_FIELD, "/records/1",
		  "must be an object" },
		{ BATCH(RECORD("") ",null"), PROBLEM_INVALID_FIELD, "/records/1",
		  "must be an object" },
		{ BATCH("{\"id\":1}"), PROBLEM_INVALID_FIELD, "/records/0/id", "must be a string" },
		{ BATCH(""), PROBLEM_INVALID_FIELD, "/records", "1 to 10000 items" },
		{ "{\"records\":{}}", PROBLEM_INVALID_FIELD, "/records", "must be a list" },
		{ "{\"records\":[" RECORD("") "],\"records\":[" RECORD("") "]}",
		  PROBLEM_INVALID_FIELD, "/records", "more than once" },
		{ "{}", PROBLEM_INVALID_FIELD, "/records", "is missing" },
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		judge(usage_fields, NULL, &cases[i]);
}

/* A batch of n records. */
static char *batch_of(const void *owner, int n)
{
	char *text = mem_strdup(owner, "{\"records\":[");

	for (int i = 0; i < n; i++)
		text = mem_append(text, "%s%s", i == 0 ? "" : ",", RECORD(""));
	return mem_append(text, "]}");
}

static void test_batch_has_at_most_10000_records(void **state)
{
	struct op *op = unit_op();
	char *text = batch_of(op, 10000);

	(void)state;
	assert_int_equal(fields_read(op, text, strlen(text), usage_fields, NULL), PROBLEM_NONE);
	text = batch_of(op, 10001);
	assert_int_equal(fields_read(op, text, strlen(text), usage_fields, NULL),
			 PROBLEM_INVALID_FIELD);
	assert_string_equal(op->pointer, "/records");
	talloc_free(op);
}

/* The name is cut at a whole character: the answer must stay valid UTF-8. */
static void test_long_unknown_name_is_cut(void **state)
{
	struct op *op = unit_op();
	char *text = mem_strdup(op, "{\"x");

	(void)state;
	for (int i = 0; i < 60; i++)
		text = mem_append(text, "\xe4\xb8\xad");
	text = mem_append(text, "\":1}");
	assert_int_equal(fields_read(op, text, strlen(text), fields, &(struct body){ 0 }),
			 PROBLEM_INVALID_FIELD);
	assert_int_equal(strlen(op->pointer), 1 + 1 + 21 * 3);
	talloc_free(op);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_bodies_are_judged),
		UNIT_TEST(test_only_strict_json_is_taken),
		UNIT_TEST(test_nul_byte_is_no_json),
		UNIT_TEST(test_members_are_bound),
		UNIT_TEST(test_amounts_are_decimal),
		UNIT_TEST(test_payloads_are_bound_as_json),
		UNIT_TEST(test_payloads_have_a_shape),
		UNIT_TEST(test_usage_names_record_and_member),
		UNIT_TEST(test_batch_has_at_most_10000_records),
		UNIT_TEST(test_long_unknown_name_is_cut),
	};

	return cmocka_run_group_tests_name("fields", tests, NULL, NULL);
}
