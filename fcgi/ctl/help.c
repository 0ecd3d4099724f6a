/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/help.h"

#include <string.h>

#include "core/conf.h"
#include "ctl/table.h"
#include "ctl/value.h"

#define NAME_WIDTH 30u

static void print_name(FILE *out, const struct command_group *group, const struct command *command)
{
	fputs(group->name, out);
	if (command->verb[0] != '\0')
		fprintf(out, " %s", command->verb);
}

static void print_option(FILE *out, const struct option_row *row)
{
	fprintf(out, "--%s", row->name);
	if (row->value != NULL)
		fprintf(out, " %s", row->value);
}

void help_usage(FILE *out, const struct command_group *group, const struct command *command)
{
	fputs("Usage: bcctl ", out);
	print_name(out, group, command);
	for (const struct word_row *w = command->words; w != NULL && w->name != NULL; w++)
		fprintf(out, w->presence == REQUIRED ? " %s" : " [%s]", w->name);
	for (const struct option_row *o = command->options; o != NULL && o->name != NULL; o++) {
		fputs(o->presence == REQUIRED ? " " : " [", out);
		print_option(out, o);
		if (o->presence != REQUIRED)
			fputs(o->presence == REPEATED ? "]…" : "]", out);
	}
	fputs(" [--json] [--help]\n", out);
}

static void print_row(FILE *out, const char *name, const char *help)
{
	size_t width = table_width(name); /* not its bytes, which %-*s counts */

	if (width > NAME_WIDTH)
		fprintf(out, "  %s\n  %*s  %s\n", name, (int)NAME_WIDTH, "", help);
	else
		fprintf(out, "  %s%*s  %s\n", name, (int)(NAME_WIDTH - width), "", help);
}

static void print_option_row(FILE *out, const struct option_row *row)
{
	char name[80];

	snprintf(name, sizeof(name), "--%s%s%s", row->name, row->value != NULL ? " " : "",
		 row->value != NULL ? row->value : "");
	print_row(out, name, row->help);
}

/* Once for each kind of value; *shown has its bit. */
static void print_example(FILE *out, const char *name, enum value_kind kind, unsigned *shown)
{
	if (value_example(kind) == NULL || (*shown & 1u << kind) != 0)
		return;
	fprintf(out, "%s%s is written %s.\n", *shown == 0 ? "\n" : "", name, value_example(kind));
	*shown |= 1u << kind;
}

static void print_examples(FILE *out, const struct command *command)
{
	unsigned shown = 0;

	for (const struct word_row *w = command->words; w != NULL && w->name != NULL; w++)
		print_example(out, w->name, w->kind, &shown);
	for (const struct option_row *o = command->options; o != NULL && o->name != NULL; o++)
		print_example(out, o->value, o->kind, &shown);
}

static void print_exits(FILE *out)
{
	fputs("\nExit status: 0 done; 1 refused or failed; 2 wrong arguments; 3 the database or\n"
	      "the server is out of reach.\n",
	      out);
}

static void print_commands(FILE *out, const struct command_group *group,
			   const struct command *first)
{
	char name[80];

	for (const struct command *c = first; c->run != NULL; c++) {
		snprintf(name, sizeof(name), "%s%s%s", group->name, c->verb[0] != '\0' ? " " : "",
			 c->verb);
		print_row(out, name, c->summary);
	}
}

void help_command(FILE *out, const struct command_group *group, const struct command *command)
{
	help_usage(out, group, command);
	fprintf(out, "\n%s.\n\n", command->summary);
	for (const struct word_row *w = command->words; w != NULL && w->name != NULL; w++)
		print_row(out, w->name, w->help);
	for (const struct option_row *o = command->options; o != NULL && o->name != NULL; o++)
		print_option_row(out, o);
	print_row(out, "--json", "print JSON; lists one object a line");
	print_row(out, "--help", "print this and exit");
	print_examples(out, command);
	if (command->notes != NULL)
		fprintf(out, "\n%s\n", command->notes);
	print_exits(out);
	if (command->verb[0] == '\0' && command[1].run != NULL) {
		fputs("\nIts verbs:\n\n", out);
		print_commands(out, group, command + 1);
		fprintf(out, "\n'bcctl %s VERB --help' explains one of them.\n", group->name);
	}
}
void help_group(FILE *out, const struct command_group *group)
{
	fprintf(out, "Usage: bcctl %s VERB [ARGUMENTS] [--json] [--help]\n\n%s.\n\n", group->name,
		group->summary);
	print_commands(out, group, group->commands);
	fprintf(out, "\n'bcctl %s VERB --help' explains one of them.\n", group->name);
}

void help_program(FILE *out)
{
	fputs("Usage: bcctl GROUP [VERB] [ARGUMENTS] [--json] [--help]\n\n"
	      "The operator's command line of the billing center.\n\n",
	      out);
	for (int i = 0; command_groups[i] != NULL; i++)
		print_commands(out, command_groups[i], command_groups[i]->commands);
	fputs("\n'bcctl GROUP VERB --help' or 'bcctl help GROUP VERB' explains one of them.\n\n",
	      out);
	conf_print_help(out, CONF_CTL);
	fputs("Without BC_STACK_ENV, var/stack.env beside the program is read if it is there.\n",
	      out);
	print_exits(out);
}
