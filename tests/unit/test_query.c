/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <string.h>

#include "http/query.h"

struct query {
	const char *from, *q;
};

static const struct field fields[] = {
	FIELD(struct query, from, "from", false, 1, 10),
	FIELD(struct query, q, "q", false, 1, 4),
	{ 0 },
};

static void test_parameters_are_bound(void **state)
{
	static const struct {
		const char *text, *from, *q;
	} cases[] = {
		{ NULL, NULL, NULL },
		{ "", NULL, NULL },
		{ "from=2015-03-01", "2015-03-01", NULL },
		{ "q=a&from=b", "b", "a" },
		{ "q=a+%2B", NULL, "a +" },
		{ "q=%E4%B8%AD%e5%9b%bd", NULL, "\xe4\xb8\xad\xe5\x9b\xbd" },
		{ "q=a=b", NULL, "a=b" },
		{ "%71=a%26b", NULL, "a&b" },
		{ "q=1%0A", NULL, "1\n" },
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct op *op = unit_op();
		struct query query = { 0 };
		enum problem p = query_read(op, cases[i].text, fields, &query);

		assert_int_equal(p, PROBLEM_NONE);
		if (cases[i].from != NULL)
			assert_string_equal(query.from, cases[i].from);
		else
			assert_null(query.from);
		if (cases[i].q != NULL)
			assert_string_equal(query.q, cases[i].q);
		else
			assert_null(query.q);
		talloc_free(op);
	}
}

static void test_faults_are_named(void **state)
{
	static const struct {
		const char *text, *pointer, *detail;
	} cases[] = {
		{ "x=1", "/x", "is not known here" },
		{ "From=1", "/From", "is not known here" },
		{ "a%2Fb~c=1", "/a~1b~0c", "is not known here" },
		{ "&q=a", "/", "is not known here" },
		{ "q=a&", "/", "is not known here" },
		{ "q=a&q=b", "/q", "stands there more than once" },
		{ "q=a&%71=b", "/q", "stands there more than once" },
		{ "q=", "/q", "must have 1 to 4 characters" },
		{ "q", "/q", "must have 1 to 4 characters" },
		{ "q=abcde", "/q", "must have 1 to 4 characters" },
		{ "q=%", "/q", "must be percent-encoded with two hexadecimal digits" },
		{ "q=%4", "/q", "must be percent-encoded with two hexadecimal digits" },
		{ "q=%4g", "/q", "must be percent-encoded with two hexadecimal digits" },
		{ "q=%-1", "/q", "must be percent-encoded with two hexadecimal digits" },
		{ "q=a%00b", "/q", "must not contain U+0000" },
		{ "q=%ff", "/q", "must be UTF-8" },
		{ "q=\xff", "/q", "must be UTF-8" },
		{ "q=%c0%80", "/q", "must be UTF-8" },
		{ "q=%ed%a0%80", "/q", "must be UTF-8" },
		{ "q=%e4%b8", "/q", "must be UTF-8" },
		{ "%ff=1", "", "a name in the query must be UTF-8" },
		{ "%0=1", "",
		  "a name in the query must be percent-encoded with two hexadecimal digits" },
		{ "%00=1", "", "a name in the query must not contain U+0000" },
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct op *op = unit_op();
		struct query query = { 0 };

		if (query_read(op, cases[i].text, fields, &query) != PROBLEM_INVALID_FIELD)
			fail_msg("taken: %s", cases[i].text);
		assert_string_equal(op->pointer, cases[i].pointer);
		assert_string_equal(op->detail, cases[i].detail);
		talloc_free(op);
	}
}

static void test_routes_without_query_take_none(void **state)
{
	struct op *op = unit_op();

	(void)state;
	assert_int_equal(query_read(op, "", NULL, NULL), PROBLEM_NONE);
	assert_int_equal(query_read(op, "q=1", NULL, NULL), PROBLEM_INVALID_FIELD);
	assert_string_equal(op->pointer, "/q");
	talloc_free(op);
}

static void test_endless_query_is_refused(void **state)
{
	char text[QUERY_MAX + 2];
	struct op *op = unit_op();
	struct query query = { 0 };

	(void)state;
	memset(text, 'x', sizeof(text));
	text[QUERY_MAX + 1] = '\0';
	assert_int_equal(query_read(op, text, fields, &query), PROBLEM_INVALID_FIELD);
	assert_string_equal(op->pointer, "");
	text[QUERY_MAX] = '\0';
	assert_int_equal(query_read(op, text, fields, &query), PROBLEM_INVALID_FIELD);
	assert_true(strlen(op->pointer) < 100);
	talloc_free(op);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_parameters_are_bound),
		UNIT_TEST(test_faults_are_named),
		UNIT_TEST(test_routes_without_query_take_none),
		UNIT_TEST(test_endless_query_is_refused),
	};

	return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
