/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <ctype.h>
#include <string.h>

#include "core/log.h"

static void test_sqlstates_are_judged(void **state)
{
	static const struct {
		const char *sqlstate;
		enum problem problem;
	} cases[] = {
		{ NULL, PROBLEM_INTERNAL },
		{ "", PROBLEM_INTERNAL },
		{ "LG001", PROBLEM_UNAUTHENTICATED },
		{ "LG005", PROBLEM_INVALID_FIELD },
		{ "LG017", PROBLEM_WORKER_VERSION },
		{ "LG999", PROBLEM_INTERNAL },
		{ "42501", PROBLEM_FORBIDDEN },
		{ "40001", PROBLEM_BUSY },
		{ "40P01", PROBLEM_BUSY },
		{ "55P03", PROBLEM_BUSY },
		{ "57014", PROBLEM_BUSY },
		{ "57P01", PROBLEM_BUSY },
		{ "08006", PROBLEM_BUSY },
		{ "53300", PROBLEM_BUSY },
		{ "25006", PROBLEM_BUSY },
		{ "22P02", PROBLEM_INTERNAL },
		{ "23505", PROBLEM_INTERNAL },
		{ "P0001", PROBLEM_INTERNAL },
		{ "XX000", PROBLEM_INTERNAL },
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		if (problem_from_sqlstate(cases[i].sqlstate) != cases[i].problem)
			fail_msg("%s is judged as %d", cases[i].sqlstate,
				 problem_from_sqlstate(cases[i].sqlstate));
}

static void test_rows_are_complete(void **state)
{
	(void)state;
	for (int p = PROBLEM_NONE + 1; p < PROBLEM_COUNT; p++) {
		const struct problem_row *row = problem_row((enum problem)p);

		assert_true(row->status >= 400 && row->status <= 599);
		assert_true(row->title[0] != '\0');
		assert_int_equal(strlen(row->slug), strlen(row->name));
		for (const char *c = row->slug; *c != '\0'; c++)
			assert_true(islower((unsigned char)*c) || *c == '-');
	}
	assert_string_equal(problem_row(PROBLEM_KEY_REUSED)->slug, "key-reused");
}

static void test_sqlstates_are_unique(void **state)
{
	(void)state;
	for (int p = PROBLEM_NONE + 1; p < PROBLEM_COUNT; p++) {
		const char *sqlstate = problem_row((enum problem)p)->sqlstate;

		if (sqlstate[0] != '\0')
			assert_int_equal(problem_from_sqlstate(sqlstate), p);
	}
}

static void test_op_keeps_what_was_said_last(void **state)
{
	struct op *op = unit_op();

	(void)state;
	assert_int_equal(op_fail_at(op, PROBLEM_INVALID_FIELD, "/a", "is %s", "bad"),
			 PROBLEM_INVALID_FIELD);
	assert_string_equal(op->detail, "is bad");
	assert_string_equal(op->pointer, "/a");
	assert_int_equal(op_fail_at(op, PROBLEM_INVALID_FIELD, op->pointer, "%s again", op->detail),
			 PROBLEM_INVALID_FIELD);
	assert_string_equal(op->detail, "is bad again");
	assert_string_equal(op->pointer, "/a");
	op_fail(op, PROBLEM_BUSY, "later");
	assert_null(op->pointer);
	talloc_free(op);
}

static void test_quoted_text_stays_on_its_line(void **state)
{
	struct op *op = unit_op();

	(void)state;
	assert_string_equal(log_quote(op, "a\"b\\c\nd\x1b[0m\n"), "\"a\\\"b\\\\c d [0m\"");
	assert_string_equal(log_quote(op, NULL), "\"\"");
	talloc_free(op);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_sqlstates_are_judged),
		UNIT_TEST(test_rows_are_complete),
		UNIT_TEST(test_sqlstates_are_unique),
		UNIT_TEST(test_op_keeps_what_was_said_last),
		UNIT_TEST(test_quoted_text_stays_on_its_line),
	};

	return cmocka_run_group_tests_name("problem", tests, NULL, NULL);
}
