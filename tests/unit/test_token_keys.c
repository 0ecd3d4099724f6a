/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "key_file.h"

static void test_key_files_are_judged(void **state)
{
	static const struct {
		const char *text, *fault; /* a part of it; NULL: it is taken */
	} cases[] = {
		{ "1 HS256 " SECRET_A, NULL },
		{ "# comment\n\n \t1\tHS256  " SECRET_A " \r\n", NULL },
		{ "", ":0: it has no key" },
		{ "# nothing\n", ":1: it has no key" },
		{ "\n1 HS256\n", ":2: a line is KID HS256 BASE64SECRET" },
		{ "1 HS256 " SECRET_A " more\n", ":1: a line is KID" },
		{ "1 HS512 " SECRET_A "\n", ":1: the algorithm must be HS256" },
		{ "1 none " SECRET_A "\n", ":1: the algorithm must be HS256" },
		{ "1/2 HS256 " SECRET_A "\n", ":1: a KID has" },
		{ "1 HS256 " SECRET_A "\n1 HS256 " SECRET_B "\n",
		  ":2: the KID stands there already" },
		{ "1 HS256 c2hvcnQ=\n", ":1: the secret must be 32 to 256 bytes" },
		{ "1 HS256 !" SECRET_A "\n", ":1: the secret must be" },
	};
	char *owner = mem_strdup(NULL, "owner");
	const char *fault = NULL;

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		bool is_taken = keys_of(owner, cases[i].text, &fault) != NULL;

		if (is_taken != (cases[i].fault == NULL))
			fail_msg("%s: %s", cases[i].text, is_taken ? "taken" : fault);
		if (is_taken)
			continue;
		if (strstr(fault, cases[i].fault) == NULL)
			fail_msg("%s: %s", cases[i].text, fault);
		assert_null(strstr(fault, "MDEy"));
	}
	assert_null(token_keys_load(owner, "/nonexistent/keys", &fault));
	assert_non_null(strstr(fault, "/nonexistent/keys: No such file"));
	assert_null(token_keys_load(owner, "/tmp", &fault));
	assert_non_null(strstr(fault, "directory"));
	talloc_free(owner);
}

static void test_key_files_are_for_their_owner_alone(void **state)
{
	static const struct {
		mode_t mode;
		bool is_taken;
	} cases[] = {
		{ 0600, true },	 { 0400, true },  { 0640, false }, { 0620, false },
		{ 0604, false }, { 0602, false }, { 0644, false },
	};
	char path[] = "/tmp/test_token_XXXXXX";
	char *owner = mem_strdup(NULL, "owner");
	const char *fault = NULL, *line = "1 HS256 " SECRET_A "\n";
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, line, strlen(line)), strlen(line));
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		assert_int_equal(fchmod(fd, cases[i].mode), 0);
		if ((token_keys_load(owner, path, &fault) != NULL) != cases[i].is_taken)
			fail_msg("%o", (unsigned)cases[i].mode);
		if (!cases[i].is_taken)
			assert_string_equal(strchr(fault, ':'),
					    ": it is open to others than its owner: chmod 600");
	}
	close(fd);
	unlink(path);
	talloc_free(owner);
}

static void test_long_key_file_is_refused(void **state)
{
	char *owner = mem_strdup(NULL, "owner");
	char *text = mem_array(owner, char, 16385);
	const char *fault = NULL;

	(void)state;
	memset(text, '#', 16384);
	assert_null(keys_of(owner, text, &fault));
	assert_non_null(strstr(fault, ": it is too long"));
	text[16383] = '\0';
	assert_null(keys_of(owner, text, &fault));
	assert_non_null(strstr(fault, ":1: it has no key"));
	talloc_free(owner);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_key_files_are_judged),
		UNIT_TEST(test_key_files_are_for_their_owner_alone),
		UNIT_TEST(test_long_key_file_is_refused),
	};

	return cmocka_run_group_tests_name("token_keys", tests, NULL, NULL);
}
