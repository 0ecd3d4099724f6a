/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "calls/scram.h"
#include "ctl/credential.h"
#include "core/file.h"

static void test_credentials_are_random_and_read_back(void **state)
{
	void *owner = mem_strdup(NULL, "owner");
	const struct credential *a = credential_make(owner), *b = credential_make(owner);
	const struct credential *again =
		credential_read(owner, mem_printf(owner, " %s\n", a->text));

	(void)state;
	assert_string_not_equal(a->text, b->text);
	assert_int_equal(strlen(a->text), strlen("bcs_") + 43);
	assert_int_equal(strlen(a->hash), strlen("\\x") + 64);
	assert_non_null(again);
	assert_string_equal(again->hash, a->hash);
	talloc_free(owner);
}

static void test_the_hash_is_the_sha256_of_the_text(void **state)
{
	void *owner = mem_strdup(NULL, "owner");

	(void)state;
	assert_string_equal(file_sha256(owner, "abc", 3),
			    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	talloc_free(owner);
}

static void test_other_texts_are_no_credentials(void **state)
{
	static const char *const texts[] = {
		"",
		"bcs_",
		"bcs_short",
		"xyz_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"bcs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"bcs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+A",
		"bcs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA two",
	};
	void *owner = mem_strdup(NULL, "owner");

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(texts); i++)
		assert_null(credential_read(owner, texts[i]));
	talloc_free(owner);
}

static void test_secret_files_are_private_and_whole(void **state)
{
	char folder[] = "/tmp/test_credential.XXXXXX";
	void *owner = mem_strdup(NULL, "owner");
	struct stat st;

	(void)state;
	assert_non_null(mkdtemp(folder));
	const char *path = mem_printf(owner, "%s/secret", folder);
	assert_true(file_write_secret(owner, path, "one", false));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_false(file_write_secret(owner, path, "two", false));
	assert_int_equal(errno, EEXIST);
	assert_string_equal(file_read(owner, path, NULL), "one");
	assert_true(file_write_secret(owner, path, "two", true));
	assert_string_equal(file_read(owner, path, NULL), "two");
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0); /* nothing else was left in it */
	talloc_free(owner);
}

/* The example of RFC 7677. */
static void test_a_password_is_known_by_its_verifier(void **state)
{
	static const char verifier[] = "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$"
				       "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:"
				       "wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";

	(void)state;
	assert_true(scram_matches(verifier, "pencil"));
	assert_false(scram_matches(verifier, "Pencil"));
	assert_false(scram_matches(verifier, ""));
	assert_false(scram_matches(verifier, "p\xc3\xa9ncil"));
	assert_false(scram_matches(NULL, "pencil"));
	assert_false(scram_matches("md53175bce1d3201d16594cebf9d7eb3f9d", "pencil"));
	assert_false(scram_matches("SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==", "pencil"));
	assert_false(scram_matches("SCRAM-SHA-256$0:W22ZaJ0SNY7soEsUEjb6gQ==$x:y", "pencil"));
}

static int start_sodium(void **state)
{
	(void)state;
	return sodium_init() < 0 ? -1 : 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_credentials_are_random_and_read_back),
		UNIT_TEST(test_the_hash_is_the_sha256_of_the_text),
		UNIT_TEST(test_other_texts_are_no_credentials),
		UNIT_TEST(test_secret_files_are_private_and_whole),
		UNIT_TEST(test_a_password_is_known_by_its_verifier),
	};

	return cmocka_run_group_tests(tests, start_sodium, NULL);
}
