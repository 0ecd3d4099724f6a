/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include "client/backoff.h"
#include "jobs/batch.h"

static void test_each_wait_lies_between_base_and_three_times_the_last(void **state)
{
	struct backoff backoff = { .base_ms = 100, .cap_ms = 5000 };
	unsigned last = 100;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		unsigned wait = backoff_next(&backoff);
		unsigned top = last * 3 < 5000 ? last * 3 : 5000;
		assert_in_range(wait, 100, top);
		last = wait;
	}
}

static void test_waits_reach_the_cap_and_never_pass_it(void **state)
{
	unsigned longest = 0;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		unsigned wait = backoff_after(1000, 60000, 1000000);
		assert_in_range(wait, 1000, 60000);
		longest = wait > longest ? wait : longest;
	}
	assert_in_range(longest, 30000, 60000);
}

static void test_huge_bounds_do_not_overflow(void **state)
{
	struct backoff backoff = { .base_ms = 1, .cap_ms = 4000000000u, .last_ms = 3000000000u };

	(void)state;
	for (int i = 0; i < 100; i++)
		assert_in_range(backoff_next(&backoff), 1, 4000000000u);
}

static void test_a_cap_below_the_base_waits_the_base(void **state)
{
	struct backoff backoff = { .base_ms = 500, .cap_ms = 10 };

	(void)state;
	assert_int_equal(backoff_next(&backoff), 500);
}

static void test_batches_shrink_when_slow_and_grow_back(void **state)
{
	(void)state;
	assert_int_equal(batch_next(1000, 101), 500);
	assert_int_equal(batch_next(500, 60), 500);
	assert_int_equal(batch_next(500, 10), 1000);
	assert_int_equal(batch_next(1000, 10), BATCH_MOST);
	assert_int_equal(batch_next(BATCH_LEAST, 5000), BATCH_LEAST);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_each_wait_lies_between_base_and_three_times_the_last),
		UNIT_TEST(test_waits_reach_the_cap_and_never_pass_it),
		UNIT_TEST(test_huge_bounds_do_not_overflow),
		UNIT_TEST(test_a_cap_below_the_base_waits_the_base),
		UNIT_TEST(test_batches_shrink_when_slow_and_grow_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
