/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "ctl/args.h"
#include "ctl/help.h"
#include "ctl/table.h"

#define MAX_WORDS 12

/* Reads "bcctl" and the words of a line that has no quotes. */
static struct args *read_line(void *owner, const char *line)
{
	char program[] = "bcctl", *text = mem_strdup(owner, line);
	char *argv[MAX_WORDS + 2] = { program };
	int argc = 1;

	for (char *word; argc <= MAX_WORDS && (word = strsep(&text, " ")) != NULL;)
		if (*word != '\0')
			argv[argc++] = word;
	return args_read(owner, argc, argv);
}

static void test_wrong_lines_are_told_in_one_sentence(void **state)
{
	static const struct {
		const char *line, *fault;
	} cases[] = {
		{ "", "no command is given" },
		{ "frob", "there is no command 'frob'" },
		{ "site", "'site' needs a verb" },
		{ "site frob", "there is no 'site frob'" },
		{ "site list x", "'x' is one word too many" },
		{ "site list --frob", "unknown option --frob" },
		{ "site list -x", "unknown option -x" },
		{ "site list --json=1", "--json=1 takes no value" },
		{ "site create", "CODE is missing" },
		{ "site create s", "--name is missing" },
		{ "site create s --name", "--name needs a value" },
		{ "clock set x", "INSTANT must be an instant of the form YYYY-MM-DDTHH:MM:SSZ (or "
				 "with an offset such "
				 "as +08:00), not 'x'" },
		{ "recharge --account A --account B", "--account is given twice" },
		{ "recharge --amount -5",
		  "--amount must be an amount such as 100 or 99.50, without sign or exponent, not "
		  "'-5'" },
		{ "close s", "DAY is missing" },
		{ "help frob", "there is no command 'frob'" },
		{ "help site frob", "there is no 'site frob'" },
		{ "close s 2015-02-30",
		  "DAY must be a day of the form YYYY-MM-DD, not '2015-02-30'" },
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		void *owner = mem_strdup(NULL, "owner");
		const struct args *args = read_line(owner, cases[i].line);
		assert_non_null(args->fault);
		assert_string_equal(args->fault, cases[i].fault);
		talloc_free(owner);
	}
}

static void test_options_and_words_may_come_in_any_order(void **state)
{
	static const char *const lines[] = {
		"site create s --name n --zone UTC --region CN --json",
		"--json site create --region CN s --zone=UTC --name n",
		"site --json create --name n --zone UTC --region CN -- s",
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(lines); i++) {
		void *owner = mem_strdup(NULL, "owner");
		const struct args *args = read_line(owner, lines[i]);
		assert_null(args->fault);
		assert_string_equal(args->command->verb, "create");
		assert_string_equal(args->words[0], "s");
		assert_string_equal(args_option(args, "zone"), "UTC");
		assert_true(args->json);
		assert_null(args_option(args, "cloud"));
		talloc_free(owner);
	}
}

static void test_a_group_may_be_a_command_and_have_verbs(void **state)
{
	void *owner = mem_strdup(NULL, "owner");
	const struct args *close = read_line(owner, "close cn1 2015-02-28");
	const struct args *list = read_line(owner, "close list --site cn1");

	(void)state;
	assert_null(close->fault);
	assert_string_equal(close->command->verb, "");
	assert_string_equal(close->words[0], "cn1");
	assert_string_equal(close->words[1], "2015-02-28");
	assert_null(list->fault);
	assert_string_equal(list->command->verb, "list");
	talloc_free(owner);
}

static void test_repeatable_options_keep_all_values(void **state)
{
	void *owner = mem_strdup(NULL, "owner");
	const struct args *args = read_line(
		owner, "workspace create w --site s --retention logs=30 --retention rum=7");
	const char *const *values;

	(void)state;
	assert_null(args->fault);
	values = args_options(args, "retention");
	assert_string_equal(values[0], "logs=30");
	assert_string_equal(values[1], "rum=7");
	assert_null(values[2]);
	talloc_free(owner);
}

static void test_help_needs_no_other_arguments(void **state)
{
	void *owner = mem_strdup(NULL, "owner");

	(void)state;
	assert_true(read_line(owner, "--help")->help);
	assert_true(read_line(owner, "site --help")->help);
	assert_true(read_line(owner, "recharge --help")->help);
	assert_null(read_line(owner, "recharge --help")->fault);
	talloc_free(owner);
}

static void test_help_may_be_asked_by_word(void **state)
{
	static const struct {
		const char *line, *group, *verb; /* NULL: the program's, the group's help */
	} cases[] = {
		{ "help", NULL, NULL },
		{ "help site", "site", NULL },
		{ "help site list", "site", "list" },
		{ "help recharge", "recharge", "" },
		{ "help close", "close", "" },
		{ "close --help", "close", "" },
		{ "close close --help", "close", "" },
		{ "close s 2015-02-28 --help", "close", "" },
		{ "close list -h", "close", "list" },
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		void *owner = mem_strdup(NULL, "owner");
		const struct args *args = read_line(owner, cases[i].line);
		assert_null(args->fault);
		assert_true(args->help);
		if (cases[i].group == NULL)
			assert_null(args->group);
		else
			assert_string_equal(args->group->name, cases[i].group);
		if (cases[i].verb == NULL)
			assert_null(args->command);
		else
			assert_string_equal(args->command->verb, cases[i].verb);
		talloc_free(owner);
	}
}

static const char *help_of(void *owner, const char *line)
{
	char *text = mem_array(owner, char, 8192);
	FILE *out = fmemopen(text, 8192, "w");
	const struct args *args = read_line(owner, line);

	help_command(out, args->group, args->command);
	fclose(out);
	return text;
}

static void test_help_shows_verbs_and_forms(void **state)
{
	void *owner = mem_strdup(NULL, "owner");
	const char *close = help_of(owner, "help close"),
		   *grant = help_of(owner, "help card grant");

	(void)state;
	assert_non_null(strstr(close, "Usage: bcctl close SITE DAY"));
	assert_non_null(strstr(close, "DAY is written 2026-01-12."));
	assert_non_null(strstr(close, "Its verbs:\n\n  close list "));
	assert_null(strstr(help_of(owner, "help recharge"), "Its verbs"));
	assert_non_null(strstr(grant, "AMOUNT is written 99.50.\nINSTANT is written 2026-"));
	talloc_free(owner);
}

/* The column of the help counts characters, not bytes. */
static void test_help_is_aligned(void **state)
{
	static const char *const texts[] = { "the only items it pays", "for the audit log" };
	void *owner = mem_strdup(NULL, "owner");
	const char *grant = help_of(owner, "help card grant");

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(texts); i++) {
		const char *text = strstr(grant, texts[i]), *line = text;
		assert_non_null(text);
		while (line[-1] != '\n')
			line--;
		assert_int_equal(table_width(mem_strndup(owner, line, (size_t)(text - line))), 34);
	}
	talloc_free(owner);
}

static int use_utf8(void **state)
{
	(void)state;
	return setlocale(LC_CTYPE, "C.UTF-8") != NULL ? 0 : -1;
}

/* The tables themselves: what the help promises. */
static void test_every_command_is_explained(void **state)
{
	(void)state;
	for (int g = 0; command_groups[g] != NULL; g++) {
		assert_non_null(command_groups[g]->summary);
		for (const struct command *c = command_groups[g]->commands; c->run != NULL; c++) {
			assert_non_null(c->summary);
			assert_true(c->verb[0] != '\0' || c == command_groups[g]->commands);
			for (int i = 0; c->options != NULL && c->options[i].name != NULL; i++) {
				assert_non_null(c->options[i].help);
				assert_true((c->options[i].kind == VALUE_FLAG) ==
					    (c->options[i].value == NULL));
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_wrong_lines_are_told_in_one_sentence),
		UNIT_TEST(test_options_and_words_may_come_in_any_order),
		UNIT_TEST(test_a_group_may_be_a_command_and_have_verbs),
		UNIT_TEST(test_repeatable_options_keep_all_values),
		UNIT_TEST(test_help_needs_no_other_arguments),
		UNIT_TEST(test_help_may_be_asked_by_word),
		UNIT_TEST(test_help_shows_verbs_and_forms),
		UNIT_TEST(test_help_is_aligned),
		UNIT_TEST(test_every_command_is_explained),
	};

	return cmocka_run_group_tests(tests, use_utf8, NULL);
}
