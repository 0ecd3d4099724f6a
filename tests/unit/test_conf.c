/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/conf.h"

extern char **environ;

/* Only what the test sets is in the environment. */
static int begin(void **state)
{
	clearenv();
	return unit_begin(state);
}

static void write_file(char *path, const char *text)
{
	int fd = mkstemp(path);
	FILE *file = fdopen(fd, "w");

	fputs(text, file);
	fclose(file);
}

static void test_defaults_stand_where_nothing_is_set(void **state)
{
	char *owner = mem_strdup(NULL, "owner");
	const char *fault;
	struct conf *conf;

	(void)state;
	setenv("BC_DATABASE_URL", "postgresql:///x", 1);
	setenv("BC_TOKEN_KEYS_FILE", "/x", 1);
	conf = conf_load(owner, CONF_API, NULL, &fault);
	assert_non_null(conf);
	assert_int_equal(conf->workers, 2);
	assert_int_equal(conf->threads, 4);
	assert_null(conf->socket_dir);
	assert_string_equal(conf->database_url, "postgresql:///x");
	talloc_free(owner);
}

static void test_faults_are_named(void **state)
{
	static const struct {
		const char *name, *value, *fault;
	} cases[] = {
		{ "BC_WORKERS", "0", "BC_WORKERS must be a whole number from 1 to 64" },
		{ "BC_WORKERS", "65", "BC_WORKERS" },
		{ "BC_WORKERS", "2x", "BC_WORKERS" },
		{ "BC_WORKERS", "1.5", "BC_WORKERS" },
		{ "BC_THREADS", "99999999999999999999", "BC_THREADS" },
		{ "BC_WORKER", "2", "BC_WORKER is no setting" },
		{ "BC_", "2", "BC_ is no setting" },
		{ "BC_STACK_ENV", "/nonexistent/file", "/nonexistent/file" },
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		char *owner = mem_strdup(NULL, "owner");
		const char *fault = NULL;

		clearenv();
		setenv("BC_DATABASE_URL", "postgresql:///x", 1);
		setenv("BC_TOKEN_KEYS_FILE", "/x", 1);
		setenv(cases[i].name, cases[i].value, 1);
		assert_null(conf_load(owner, CONF_API, NULL, &fault));
		if (strstr(fault, cases[i].fault) == NULL)
			fail_msg("%s=%s: %s", cases[i].name, cases[i].value, fault);
		talloc_free(owner);
	}
}

static void test_missing_setting_is_named_where_it_is_needed(void **state)
{
	char *owner = mem_strdup(NULL, "owner");
	const char *fault;

	(void)state;
	assert_null(conf_load(owner, CONF_API, NULL, &fault));
	assert_non_null(strstr(fault, "BC_DATABASE_URL is not set"));
	assert_non_null(conf_load(owner, CONF_CTL, NULL, &fault));
	talloc_free(owner);
}

static void test_another_program_s_value_is_not_judged(void **state)
{
	char *owner = mem_strdup(NULL, "owner");
	const char *fault;

	(void)state;
	setenv("BC_RUNNERS", "many", 1);
	setenv("BC_DATABASE_URL", "postgresql:///x", 1);
	setenv("BC_TOKEN_KEYS_FILE", "/x", 1);
	assert_non_null(conf_load(owner, CONF_API, NULL, &fault));
	talloc_free(owner);
}

static void test_environment_wins_over_the_file(void **state)
{
	char path[] = "/tmp/test_conf_XXXXXX";
	char *owner = mem_strdup(NULL, "owner");
	const char *fault = "";
	struct conf *conf;

	(void)state;
	write_file(path, "# a "
			 "comment\n\nBC_TOKEN_KEYS_FILE=/x\nBC_DATABASE_URL='postgresql:///"
			 "file'\nBC_WORKERS='7'\n"
			 "BC_THREADS=5\nBC_SOCKET_DIR=\"/run/x\"\nPGHOST='elsewhere'\n");
	setenv("BC_STACK_ENV", path, 1);
	setenv("BC_WORKERS", "3", 1);
	setenv("BC_THREADS", "", 1);
	conf = conf_load(owner, CONF_API, NULL, &fault);
	unlink(path);
	if (conf == NULL)
		fail_msg("%s", fault);
	assert_string_equal(conf->database_url, "postgresql:///file");
	assert_int_equal(conf->workers, 3);
	assert_int_equal(conf->threads, 5);
	assert_string_equal(conf->socket_dir, "/run/x");
	talloc_free(owner);
}

static void test_default_file_may_be_missing(void **state)
{
	char *owner = mem_strdup(NULL, "owner");
	const char *fault;

	(void)state;
	assert_non_null(conf_load(owner, CONF_CTL, "/nonexistent/stack.env", &fault));
	talloc_free(owner);
}

static void test_bad_lines_are_refused_with_their_number(void **state)
{
	static const char *const lines[] = {
		"BC_NAME='x'",	    "BC_WORKERS",  "nonsense",	     "BC_URL='it''s'",
		"BC_URL=\"$HOME\"", "BC_URL=`id`", "BC_URL='a\\'b'",
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(lines); i++) {
		char path[] = "/tmp/test_conf_XXXXXX";
		char *owner = mem_strdup(NULL, "owner");
		const char *fault = NULL;

		write_file(path, mem_printf(owner, "\n%s\n", lines[i]));
		if (conf_load(owner, CONF_CTL, path, &fault) != NULL)
			fail_msg("taken: %s", lines[i]);
		unlink(path);
		assert_non_null(strstr(fault, ":2: "));
		talloc_free(owner);
	}
}

#define CONF_TEST(test) cmocka_unit_test_setup_teardown(test, begin, unit_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CONF_TEST(test_defaults_stand_where_nothing_is_set),
		CONF_TEST(test_faults_are_named),
		CONF_TEST(test_missing_setting_is_named_where_it_is_needed),
		CONF_TEST(test_another_program_s_value_is_not_judged),
		CONF_TEST(test_environment_wins_over_the_file),
		CONF_TEST(test_default_file_may_be_missing),
		CONF_TEST(test_bad_lines_are_refused_with_their_number),
	};

	/* clearenv() takes away what asks for TAP. */
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("conf", tests, NULL, NULL);
}
