/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <string.h>

#include "core/uuid.h"
#include "core/voucher_code.h"

/* printf %s 7K3QX9M2PDHV4TB6WZAE | sha256sum */
#define HASH "be77d72e7d30e373a019887de0f7ac287c8ba1ba188c8218426eb80738e386f9"

static void test_codes_are_hashed_as_people_write_them(void **state)
{
	static const char *const spellings[] = {
		"7K3QX-9M2PD-HV4TB-6WZAE",
		"7k3qx9m2pdhv4tb6wzae",
		" 7K3Q X9M2 PDHV 4TB6 WZAE ",
		"--7k3qx9m2PDHV4TB6WZAE",
	};
	char *owner = mem_strdup(NULL, "owner");

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(spellings); i++)
		assert_string_equal(voucher_code_hash(owner, spellings[i]), HASH);
	assert_string_not_equal(voucher_code_hash(owner, "7K3QX-9M2PD-HV4TB-6WZAF"), HASH);
	talloc_free(owner);
}

static void test_what_is_no_code_has_no_hash(void **state)
{
	static const char *const texts[] = { "",	 "-",	       "  ", "7K3QX_9M2PD",
					     "7K3QX\t9", "7K\xc3\x84", "'" };
	char *owner = mem_strdup(NULL, "owner");
	char endless[VOUCHER_CODE_MAX + 2];

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(texts); i++)
		assert_null(voucher_code_hash(owner, texts[i]));
	memset(endless, 'A', sizeof(endless) - 1);
	endless[sizeof(endless) - 1] = '\0';
	assert_null(voucher_code_hash(owner, endless));
	endless[VOUCHER_CODE_MAX] = '\0';
	assert_non_null(voucher_code_hash(owner, endless));
	talloc_free(owner);
}

static void test_made_codes_are_clear_and_differ(void **state)
{
	char *owner = mem_strdup(NULL, "owner");
	const char *before = "";

	(void)state;
	for (int n = 0; n < 100; n++) {
		const char *code = voucher_code_make(owner);

		assert_int_equal(strlen(code), 23);
		for (int i = 0; i < 23; i++)
			assert_true((i % 6 == 5) == (code[i] == '-'));
		assert_int_equal(strcspn(code, "01IO"), 23);
		assert_string_not_equal(code, before);
		assert_non_null(voucher_code_hash(owner, code));
		before = code;
	}
	talloc_free(owner);
}

static void test_uuids_are_told_from_other_texts(void **state)
{
	(void)state;
	assert_true(uuid_is_text("0f7ad1c2-54b7-4f3e-9d0a-1c2b3a495867"));
	assert_true(uuid_is_text("0F7AD1C2-54B7-4F3E-9D0A-1C2B3A495867"));
	assert_false(uuid_is_text(NULL));
	assert_false(uuid_is_text(""));
	assert_false(uuid_is_text("0f7ad1c254b74f3e9d0a1c2b3a495867"));
	assert_false(uuid_is_text("0f7ad1c2-54b7-4f3e-9d0a-1c2b3a49586"));
	assert_false(uuid_is_text("0f7ad1c2-54b7-4f3e-9d0a-1c2b3a4958677"));
	assert_false(uuid_is_text("{f7ad1c2-54b7-4f3e-9d0a-1c2b3a495867"));
	assert_false(uuid_is_text("0g7ad1c2-54b7-4f3e-9d0a-1c2b3a495867"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_codes_are_hashed_as_people_write_them),
		UNIT_TEST(test_what_is_no_code_has_no_hash),
		UNIT_TEST(test_made_codes_are_clear_and_differ),
		UNIT_TEST(test_uuids_are_told_from_other_texts),
	};

	return cmocka_run_group_tests_name("voucher_code", tests, NULL, NULL);
}
