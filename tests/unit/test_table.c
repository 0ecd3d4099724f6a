/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "ctl/answer.h"
#include "ctl/table.h"

static const struct column columns[] = {
	{ "name", "name", ALIGN_LEFT },
	{ "amount", "paid.cash", ALIGN_RIGHT },
	{ "mark", "mark", ALIGN_LEFT },
	{ 0 },
};

static void test_columns_are_as_wide_as_they_look(void **state)
{
	char text[512];
	void *owner = mem_strdup(NULL, "owner");
	struct table *table = table_new(owner, columns);
	FILE *out = fmemopen(text, sizeof(text), "w");

	(void)state;
	table_row(table,
		  (const char *const[]){ "\xe7\x94\xb2\xe5\x85\xac\xe5\x8f\xb8", "1.00", "x" });
	table_row(table, (const char *const[]){ "ab", "12345.00", NULL });
	table_row(table, (const char *const[]){ "e\xcc\x81", "-1.00", "" });
	table_print(table, out);
	fclose(out);
	assert_string_equal(text, "name      amount  mark\n"
				  "\xe7\x94\xb2\xe5\x85\xac\xe5\x8f\xb8      1.00  x\n"
				  "ab      12345.00  -\n"
				  "e\xcc\x81          -1.00  -\n");
	assert_int_equal(table_count(table), 3);
	talloc_free(owner);
}

static void test_control_characters_do_not_reach_the_terminal(void **state)
{
	void *owner = mem_strdup(NULL, "owner");

	(void)state;
	assert_string_equal(table_clean(owner, "a\x1b[2Jb\nc\x7f"), "a?[2Jb?c?");
	assert_int_equal(table_width("\xff\xfe"), 2);
	assert_string_equal(table_counted(owner, 1, "day", "days"), "1 day");
	assert_string_equal(table_counted(owner, 0, "day", "days"), "0 days");
	talloc_free(owner);
}

static void test_answers_are_read_as_text(void **state)
{
	void *owner = mem_strdup(NULL, "owner");
	struct json_object *answer = answer_parse(
		owner, "{\"paid\":{\"cash\":\"1.50\",\"card\":null},\"n\":12,\"ok\":true,"
		       "\"items\":[\"a\",\"b\"],\"map\":{\"x\":1,\"y\":\"z\"},\"none\":[]}");

	(void)state;
	assert_string_equal(answer_text(answer, "paid.cash"), "1.50");
	assert_null(answer_text(answer, "paid.card"));
	assert_null(answer_text(answer, "paid.cash.more"));
	assert_null(answer_text(answer, "nothing"));
	assert_string_equal(answer_text(answer, "n"), "12");
	assert_int_equal(answer_count(answer, "n"), 12);
	assert_true(answer_is_true(answer, "ok"));
	assert_false(answer_is_true(answer, "n"));
	assert_int_equal(answer_length(answer, "items"), 2);
	assert_int_equal(answer_length(answer, "map"), 0);
	assert_null(answer_item(answer, "items", 2));
	assert_string_equal(answer_show(owner, answer, "items"), "a, b");
	assert_string_equal(answer_show(owner, answer, "map"), "x=1 y=z");
	assert_null(answer_show(owner, answer, "none"));
	assert_null(answer_parse(owner, "{"));
	assert_null(answer_parse(owner, NULL));
	talloc_free(owner);
}

static int use_utf8(void **state)
{
	(void)state;
	return setlocale(LC_CTYPE, "C.UTF-8") != NULL ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_columns_are_as_wide_as_they_look),
		UNIT_TEST(test_control_characters_do_not_reach_the_terminal),
		UNIT_TEST(test_answers_are_read_as_text),
	};

	return cmocka_run_group_tests(tests, use_utf8, NULL);
}
