/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include "server/children.h"

/* No process is told anything here: the ids belong to nobody. */
#define PID_A 4000001
#define PID_B 4000002

static void test_children_survive_an_exec_as_old_ones(void **state)
{
	char *owner = mem_strdup(NULL, "owner");
	struct children *before = mem_zero(owner, struct children);
	struct children *after = mem_zero(owner, struct children);
	const char *text;

	(void)state;
	children_add(before, PID_A, 0, 5);
	children_add(before, PID_B, 1, 5);
	text = children_print(before, owner);
	assert_string_equal(text, "0:4000001,1:4000002");
	children_parse(after, text, 9);
	assert_int_equal(children_count(after), 2);
	assert_true(children_has_old(after, 0) && children_has_old(after, 1));
	assert_false(children_has_current(after, 0));
	assert_int_equal(children_lowest_old(after), 0);
	assert_int_equal(children_lowest_old(before), -1);
	talloc_free(owner);
}

static void test_ended_child_is_taken_once(void **state)
{
	struct children *children = mem_zero(NULL, struct children);
	struct child child;

	(void)state;
	children_add(children, PID_A, 3, 7);
	assert_false(children_take(children, PID_B, &child));
	assert_true(children_take(children, PID_A, &child));
	assert_int_equal(child.number, 3);
	assert_int_equal(child.started_at, 7);
	assert_false(children_take(children, PID_A, &child));
	assert_int_equal(children_count(children), 0);
	talloc_free(children);
}

static void test_strange_text_tells_no_strangers(void **state)
{
	static const char *const texts[] = {
		"", ",", "0", "0:", "0:1", "0:0", "0:-1", "x:y", "0:x"
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(texts); i++) {
		struct children *children = mem_zero(NULL, struct children);

		children_parse(children, texts[i], 1);
		assert_int_equal(children_count(children), 0);
		talloc_free(children);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_children_survive_an_exec_as_old_ones),
		UNIT_TEST(test_ended_child_is_taken_once),
		UNIT_TEST(test_strange_text_tells_no_strangers),
	};

	return cmocka_run_group_tests_name("children", tests, NULL, NULL);
}
