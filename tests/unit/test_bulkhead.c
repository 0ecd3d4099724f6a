/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "http/bulkhead.h"

static void test_half_of_the_threads_may_lock(void **state)
{
	struct bulkhead *bulkhead = bulkhead_new(NULL, 8);

	(void)state;
	assert_true(bulkhead_enter(bulkhead, "a"));
	assert_true(bulkhead_enter(bulkhead, "b"));
	assert_true(bulkhead_enter(bulkhead, "c"));
	assert_true(bulkhead_enter(bulkhead, "d"));
	assert_false(bulkhead_enter(bulkhead, "e"));
	bulkhead_leave(bulkhead, "b");
	assert_true(bulkhead_enter(bulkhead, "e"));
	talloc_free(bulkhead);
}

static void test_one_account_has_two_places(void **state)
{
	struct bulkhead *bulkhead = bulkhead_new(NULL, 16);

	(void)state;
	assert_true(bulkhead_enter(bulkhead, "a"));
	assert_true(bulkhead_enter(bulkhead, "a"));
	assert_false(bulkhead_enter(bulkhead, "a"));
	assert_true(bulkhead_enter(bulkhead, "ab"));
	bulkhead_leave(bulkhead, "a");
	assert_true(bulkhead_enter(bulkhead, "a"));
	talloc_free(bulkhead);
}

static void test_single_thread_may_lock(void **state)
{
	struct bulkhead *bulkhead = bulkhead_new(NULL, 1);

	(void)state;
	assert_true(bulkhead_enter(bulkhead, "a"));
	assert_false(bulkhead_enter(bulkhead, "b"));
	bulkhead_leave(bulkhead, "a");
	assert_true(bulkhead_enter(bulkhead, "b"));
	talloc_free(bulkhead);
}

static struct bulkhead *shared;
static atomic_int inside, most;

static void *enter_again_and_again(void *arg)
{
	const char *account = arg;

	for (int i = 0; i < 2000; i++) {
		int now;

		if (!bulkhead_enter(shared, account))
			continue;
		now = atomic_fetch_add(&inside, 1) + 1;
		if (now > atomic_load(&most))
			atomic_store(&most, now);
		if (i % 64 == 0)
			usleep(50);
		atomic_fetch_sub(&inside, 1);
		bulkhead_leave(shared, account);
	}
	return NULL;
}

static void test_threads_never_exceed_the_places(void **state)
{
	static char accounts[][2] = { "a", "a", "a", "a", "b", "b", "c", "d" };
	pthread_t threads[UNIT_COUNT(accounts)];

	(void)state;
	shared = bulkhead_new(NULL, 6);
	for (size_t i = 0; i < UNIT_COUNT(accounts); i++)
		pthread_create(&threads[i], NULL, enter_again_and_again, accounts[i]);
	for (size_t i = 0; i < UNIT_COUNT(accounts); i++)
		pthread_join(threads[i], NULL);
	assert_in_range(atomic_load(&most), 1, 3);
	assert_int_equal(atomic_load(&inside), 0);
	talloc_free(shared);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_half_of_the_threads_may_lock),
		UNIT_TEST(test_one_account_has_two_places),
		UNIT_TEST(test_single_thread_may_lock),
		UNIT_TEST(test_threads_never_exceed_the_places),
	};

	return cmocka_run_group_tests_name("bulkhead", tests, NULL, NULL);
}
