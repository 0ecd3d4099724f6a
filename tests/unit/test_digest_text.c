/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <string.h>

#include "core/mem.h"
#include "ctl/digest_text.h"

#define HEAD "billing-center digests 1\nday 2026-03-01\nprevious none\nblocks 1 2\nafter 00\n"

static void test_a_file_is_read(void **state)
{
	void *owner = mem_strdup(NULL, "owner");
	struct digest_text digest;

	(void)state;
	assert_null(
		digest_text_read(owner, mem_strdup(owner, HEAD "block 1 a\nblock 2 b\n"), &digest));
	assert_string_equal(digest.day, "2026-03-01");
	assert_string_equal(digest.previous, "none");
	assert_string_equal(digest.first, "1");
	assert_string_equal(digest.last, "2");
	assert_string_equal(digest.after, "00");
	assert_int_equal(digest.n, 2);
	assert_string_equal(digest.blocks[1], "block 2 b");
	talloc_free(owner);
}

static void test_many_blocks_are_read(void **state)
{
	void *owner = mem_strdup(NULL, "owner");
	char *text = mem_strdup(owner, HEAD);
	struct digest_text digest;

	(void)state;
	for (int i = 0; i < 1000; i++)
		text = mem_append(text, "block %d\n", i);
	assert_null(digest_text_read(owner, text, &digest));
	assert_int_equal(digest.n, 1000);
	assert_string_equal(digest.blocks[999], "block 999");
	talloc_free(owner);
}

static void test_what_is_no_digest_file_is_refused(void **state)
{
	static const char *const texts[] = {
		"",
		"billing-center digests 1",
		"billing-center digests 2\nday 2026-03-01\nprevious none\nblocks 1 2\nafter 00\n",
		"billing-center digests 1\n2026-03-01\nprevious none\nblocks 1 2\nafter 00\n",
		"billing-center digests 1\nday 2026-03-01\nblocks 1 2\nafter 00\n",
		"billing-center digests 1\nday 2026-03-01\nprevious none\nblocks 1\nafter 00\n",
		"billing-center digests 1\nday 2026-03-01\nprevious none\nblocks 0 2\nafter 00\n",
		"billing-center digests 1\nday 2026-03-01\nprevious none\nblocks 1 2x\nafter 00\n",
		"billing-center digests 1\nday 2026-03-01\nprevious none\nblocks 1 "
		"1234567890123456789\nafter 00\n",
		"billing-center digests 1\nday 2026-03-01\nprevious none\nblocks 1 2\n",
		HEAD "brick 1\n",
		HEAD "block 1 without an end",
		HEAD "\n",
	};
	void *owner = mem_strdup(NULL, "owner");
	struct digest_text digest;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (digest_text_read(owner, mem_strdup(owner, texts[i]), &digest) == NULL)
			fail_msg("taken: %s", texts[i]);
	talloc_free(owner);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_file_is_read),
		cmocka_unit_test(test_many_blocks_are_read),
		cmocka_unit_test(test_what_is_no_digest_file_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
