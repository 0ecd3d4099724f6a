/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <sodium.h>
#include <string.h>

#include "core/monotonic.h"
#include "core/password.h"

static void test_hash_is_of_one_password(void **state)
{
	char *owner = mem_strdup(NULL, "owner");
	const char *hash = password_hash(owner, "correct horse battery staple");

	(void)state;
	assert_true(password_is_right(hash, "correct horse battery staple"));
	assert_false(password_is_right(hash, "correct horse battery stapl"));
	assert_false(password_is_right(hash, ""));
	assert_string_not_equal(hash, password_hash(owner, "correct horse battery staple"));
	talloc_free(owner);
}

/* The database and others read them from there; a change is one of the product. */
static void test_parameters_stand_in_the_hash(void **state)
{
	static const char head[] = "$argon2id$v=19$m=19456,t=2,p=1$";
	char *owner = mem_strdup(NULL, "owner");
	const char *hash = password_hash(owner, "correct horse battery staple");

	(void)state;
	assert_memory_equal(hash, head, strlen(head));
	talloc_free(owner);
}

static void test_what_is_no_hash_is_nobody_s(void **state)
{
	static const char *const hashes[] = { "", "x", "$argon2id$",
					      "$argon2id$v=19$m=1,t=1,p=1$YQ$YQ" };

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(hashes); i++)
		assert_false(password_is_right(hashes[i], ""));
	assert_false(password_is_right(NULL, ""));
}

static void test_nobody_takes_as_long_as_somebody(void **state)
{
	char *owner = mem_strdup(NULL, "owner");
	const char *hash = password_hash(owner, "correct horse battery staple");
	long begun = monotonic_us(), somebody, nobody;

	(void)state;
	for (int i = 0; i < 3; i++)
		password_is_right(hash, "wrong");
	somebody = monotonic_us() - begun;
	begun = monotonic_us();
	for (int i = 0; i < 3; i++)
		password_is_right(NULL, "wrong");
	nobody = monotonic_us() - begun;
	assert_true(nobody * 3 > somebody && somebody * 3 > nobody);
	talloc_free(owner);
}

static void test_wiped_text_is_gone(void **state)
{
	char text[] = "secret";

	(void)state;
	password_wipe(text);
	assert_memory_equal(text, "\0\0\0\0\0\0", 6);
	password_wipe(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_hash_is_of_one_password),
		UNIT_TEST(test_parameters_stand_in_the_hash),
		UNIT_TEST(test_what_is_no_hash_is_nobody_s),
		UNIT_TEST(test_nobody_takes_as_long_as_somebody),
		UNIT_TEST(test_wiped_text_is_gone),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests_name("password", tests, NULL, NULL);
}
