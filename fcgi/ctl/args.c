/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/args.h"

#include <assert.h>
#include <getopt.h>
#include <string.h>

#include "core/mem.h"
#include "ctl/value.h"

/* Above every character, as getopt tells an unknown short option by its character. */
enum { OPT_JSON = 1000, OPT_HELP, OPT_VERSION, OPT_FIRST_ROW };

static int count_options(const struct command *command)
{
	int n = 0;

	while (command->options != NULL && command->options[n].name != NULL)
		n++;
	return n;
}

static int count_words(const struct command *command)
{
	int n = 0;

	while (command->words != NULL && command->words[n].name != NULL)
		n++;
	return n;
}

static const struct command_group *find_group(const char *name)
{
	for (int i = 0; command_groups[i] != NULL; i++)
		if (strcmp(command_groups[i]->name, name) == 0)
			return command_groups[i];
	return NULL;
}

static const struct command *find_verb(const struct command_group *group, const char *verb)
{
	for (const struct command *c = group->commands; c->run != NULL; c++)
		if (strcmp(c->verb, verb) == 0)
			return c;
	return NULL;
}

/* The next word that is no option, taken out of argv; NULL when an option that may have a value
 * comes first: only those that every command knows may stand before group and verb. */
static char *take_word(int *argc, char **argv)
{
	for (int i = 1; i < *argc; i++) {
		if (argv[i][0] != '-') {
			char *word = argv[i];
			memmove(&argv[i], &argv[i + 1], (size_t)(*argc - i) * sizeof(*argv));
			--*argc;
			return word;
		}
		if (strcmp(argv[i], "--json") != 0 && strcmp(argv[i], "--help") != 0 &&
		    strcmp(argv[i], "-h") != 0)
			return NULL;
	}
	return NULL;
}

/* Names the command; the words that name it leave argv. */
static void read_command(struct args *args, int *argc, char **argv)
{
	char *word = take_word(argc, argv);

	if (word != NULL && strcmp(word, "help") == 0) {
		args->help = true;
		word = take_word(argc, argv);
	}
	if (word == NULL)
		return;
	args->group = find_group(word);
	if (args->group == NULL) {
		args->fault = mem_printf(args, "there is no command '%s'", word);
		return;
	}
	word = take_word(argc, argv);
	args->command = word != NULL ? find_verb(args->group, word) : NULL;
	if (args->command != NULL)
		return;
	args->command = find_verb(args->group, "");
	if (args->command == NULL) {
		if (word != NULL)
			args->fault =
				mem_printf(args, "there is no '%s %s'", args->group->name, word);
		return;
	}
	if (word != NULL) { /* it was no verb: the first positional word goes back */
		memmove(&argv[2], &argv[1], (size_t)*argc * sizeof(*argv));
		argv[1] = word;
		++*argc;
	}
}

static struct option *long_options(struct args *args)
{
	int n = args->command != NULL ? count_options(args->command) : 0;
	struct option *table = mem_array(args, struct option, (size_t)n + 4);

	table[0] = (struct option){ "json", no_argument, NULL, OPT_JSON };
	table[1] = (struct option){ "help", no_argument, NULL, OPT_HELP };
	table[2] = (struct option){ "version", no_argument, NULL, OPT_VERSION };
	for (int i = 0; i < n; i++) {
		const struct option_row *row = &args->command->options[i];
		table[i + 3] = (struct option){
			row->name,
			row->kind == VALUE_FLAG ? no_argument : required_argument,
			NULL,
			OPT_FIRST_ROW + i,
		};
	}
	return table;
}

static void add_value(struct args *args, int row_number, const char *value)
{
	assert(args->command != NULL); /* or there were no such rows */
	const struct option_row *row = &args->command->options[row_number];
	const char **list = args->values[row_number];
	size_t n = 0;

	if (row->kind == VALUE_FLAG)
		value = "";
	const char *fault = value_fault(row->kind, value);
	if (fault != NULL) {
		args->fault = mem_printf(args, "--%s %s, not '%s'", row->name, fault, value);
		return;
	}
	while (list[n] != NULL)
		n++;
	if (n > 0 && row->presence != REPEATED) {
		args->fault = mem_printf(args, "--%s is given twice", row->name);
		return;
	}
	const char **longer = mem_array(args, const char *, n + 2);
	memcpy(longer, list, n * sizeof(*list));
	longer[n] = value;
	args->values[row_number] = longer;
}

static void read_options(struct args *args, int argc, char **argv)
{
	const struct option *table = long_options(args);
	int c;

	optind = 0; /* starts GNU getopt afresh */
	opterr = 0;
	while (args->fault == NULL && (c = getopt_long(argc, argv, ":h", table, NULL)) != -1) {
		if (c == OPT_JSON)
			args->json = true;
		else if (c == OPT_HELP || c == 'h')
			args->help = true;
		else if (c == OPT_VERSION)
			args->version = true;
		else if (c == ':')
			args->fault = mem_printf(args, "%s needs a value", argv[optind - 1]);
		else if (c == '?' && optopt >= OPT_JSON)
			args->fault = mem_printf(args, "%s takes no value", argv[optind - 1]);
		else if (c == '?' && optopt != 0)
			args->fault = mem_printf(args, "unknown option -%c", optopt);
		else if (c == '?')
			args->fault = mem_printf(args, "unknown option %s", argv[optind - 1]);
		else
			add_value(args, c - OPT_FIRST_ROW, optarg);
	}
}

static void read_words(struct args *args, int argc, char **argv)
{
	int n_rows = count_words(args->command);
	int n = argc - optind;

	if (n > n_rows) {
		args->fault = mem_printf(args, "'%s' is one word too many", argv[optind + n_rows]);
		return;
	}
	for (int i = 0; i < n_rows; i++) {
		const struct word_row *row = &args->command->words[i];
		if (i >= n) {
			if (row->presence == REQUIRED) {
				args->fault = mem_printf(args, "%s is missing", row->name);
				return;
			}
			continue;
		}
		const char *fault = value_fault(row->kind, argv[optind + i]);
		if (fault != NULL) {
			args->fault = mem_printf(args, "%s %s, not '%s'", row->name, fault,
						 argv[optind + i]);
			return;
		}
		args->words[i] = argv[optind + i];
	}
}

static void check_required(struct args *args)
{
	for (int i = 0; args->fault == NULL && i < count_options(args->command); i++)
		if (args->command->options[i].presence == REQUIRED && args->values[i][0] == NULL)
			args->fault =
				mem_printf(args, "--%s is missing", args->command->options[i].name);
}

struct args *args_read(const void *owner, int argc, char **argv)
{
	struct args *args = mem_zero(owner, struct args);
	/* one place more than argv: a word that is no verb goes back to the front */
	char **line = mem_array(args, char *, (size_t)argc + 2);

	memcpy(line, argv, (size_t)argc * sizeof(*argv));
	read_command(args, &argc, line);
	if (args->fault != NULL)
		return args;
	if (args->command != NULL) {
		args->words = mem_array(args, const char *, (size_t)count_words(args->command) + 1);
		args->values =
			mem_array(args, const char **, (size_t)count_options(args->command) + 1);
		for (int i = 0; i < count_options(args->command); i++)
			args->values[i] = mem_array(args, const char *, 1);
	}
	read_options(args, argc, line);
	if (args->fault != NULL || args->help || args->version)
		return args;
	if (args->command == NULL) {
		args->fault = args->group == NULL
				      ? "no command is given"
				      : mem_printf(args, "'%s' needs a verb", args->group->name);
		return args;
	}
	read_words(args, argc, line);
	if (args->fault == NULL)
		check_required(args);
	return args;
}

const char *const *args_options(const struct args *args, const char *name)
{
	for (int i = 0; i < count_options(args->command); i++)
		if (strcmp(args->command->options[i].name, name) == 0)
			return args->values[i];
	assert(!"an option that stands in no table");
	return NULL;
}

const char *args_option(const struct args *args, const char *name)
{
	return args_options(args, name)[0];
}
