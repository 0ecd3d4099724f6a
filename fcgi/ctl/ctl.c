/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/ctl.h"

#include <limits.h>
#include <locale.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <sodium.h>

#include "calls/operator_calls.h"
#include "calls/schema_calls.h"
#include "core/log.h"
#include "core/mem.h"
#include "ctl/help.h"
#include "ctl/problem_text.h"

static const char *beside_binary(const void *owner)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);

	if (n <= 0)
		return NULL;
	path[n] = '\0';
	char *slash = strrchr(path, '/');
	return slash == NULL ? NULL
			     : mem_printf(owner, "%.*s/var/stack.env", (int)(slash - path), path);
}

static const char *operator_name(const struct ctl *ctl)
{
	if (ctl->conf->operator_name != NULL)
		return ctl->conf->operator_name;
	const struct passwd *user = getpwuid(getuid());
	return user != NULL ? mem_strdup(ctl->op, user->pw_name) : "unknown";
}

static enum problem missing_url(struct ctl *ctl, const char *name)
{
	ctl->unreached = true;
	return ctl_refuse(ctl,
			  "%s is not set: start the stack with `make up`, or name its stack.env in "
			  "BC_STACK_ENV",
			  name);
}

enum problem ctl_open_session_of(struct ctl *ctl, const char *name)
{
	if (ctl->conf->operator_url == NULL)
		return missing_url(ctl, "BC_OPERATOR_URL");
	operator_connect(ctl->op, ctl->conf->operator_url);
	return operator_open_session(ctl->op, name != NULL ? name : operator_name(ctl),
				     &ctl->session);
}

enum problem ctl_open_session(struct ctl *ctl)
{
	return ctl_open_session_of(ctl, NULL);
}

static enum problem prepare(struct ctl *ctl)
{
	switch (ctl->args->command->needs) {
	case NEEDS_OPERATOR:
		return ctl_open_session(ctl);
	case NEEDS_OWNER:
		if (ctl->conf->owner_url == NULL)
			return missing_url(ctl, "BC_OWNER_URL");
		return schema_connect(ctl->op, ctl->conf->owner_url);
	case NEEDS_NOTHING:
		break;
	}
	return PROBLEM_NONE;
}

/* A pointer to a member that an option or a word gave is told as that. */
static void name_option(struct ctl *ctl)
{
	static const struct {
		const char *pointer, *name;
	} others[] = { { "face", "--amount" },
		       { "price-lists", "--price-list" },
		       { "operator", "BC_OPERATOR" } };
	char name[64];

	if (ctl->op->pointer == NULL || ctl->op->pointer[0] != '/')
		return;
	snprintf(name, sizeof(name), "%s", ctl->op->pointer + 1);
	name[strcspn(name, "/")] = '\0';
	for (char *c = name; *c != '\0'; c++)
		*c = *c == '_' ? '-' : *c;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (strcmp(name, others[i].pointer) == 0)
			ctl->op->pointer = others[i].name;
	const struct option_row *row = ctl->args->command->options;
	for (; row != NULL && row->name != NULL; row++)
		if (strcmp(name, row->name) == 0)
			ctl->op->pointer = mem_printf(ctl->op, "--%s", row->name);
	const struct word_row *word = ctl->args->command->words;
	for (; word != NULL && word->name != NULL; word++)
		if (strcasecmp(name, word->name) == 0)
			ctl->op->pointer = word->name;
}

static void print_unreached(const struct op *op)
{
	fprintf(stderr, "bcctl: %s\n", op->detail != NULL ? op->detail : "out of reach");
	fputs("  do:    look that the stack runs (`make up`) and which URL stack.env names\n",
	      stderr);
}

/* What was refused has no use for its key; what was done, or may have been, has. */
static void print_key(const struct ctl *ctl, enum problem p)
{
	if (ctl->key != NULL && (p == PROBLEM_NONE || p == PROBLEM_BUSY || ctl->unreached))
		fprintf(stderr, "key %s (repeat with --key to be answered the same)\n", ctl->key);
}

static int exit_status(struct ctl *ctl, enum problem p)
{
	if (ctl->misuse != NULL) {
		fprintf(stderr, "bcctl: %s\n", ctl->misuse);
		help_usage(stderr, ctl->args->group, ctl->args->command);
		return CTL_MISUSED;
	}
	if (p == PROBLEM_NONE) {
		bool is_written = fflush(ctl->out) == 0 && !ferror(ctl->out);
		print_key(ctl, p);
		if (!is_written) {
			fputs("bcctl: the output could not be written\n", stderr);
			return CTL_REFUSED;
		}
		return ctl->negative ? CTL_REFUSED : CTL_DONE;
	}
	fflush(ctl->out);
	bool unreached = ctl->unreached || (p == PROBLEM_BUSY && operator_is_unreached(ctl->op));
	name_option(ctl);
	if (!ctl->said && unreached)
		print_unreached(ctl->op);
	else if (!ctl->said)
		problem_print(stderr, ctl->op, p);
	print_key(ctl, p);
	return unreached ? CTL_UNREACHED : CTL_REFUSED;
}

static int run(struct ctl *ctl)
{
	const char *fault;

	ctl->conf = conf_load(ctl->op, CONF_CTL, beside_binary(ctl->op), &fault);
	if (ctl->conf == NULL) {
		fprintf(stderr, "bcctl: %s\n", fault);
		return CTL_MISUSED;
	}
	enum problem p = prepare(ctl);
	if (p == PROBLEM_NONE)
		p = ctl->args->command->run(ctl);
	return exit_status(ctl, p);
}

static int print_help(const struct args *args)
{
	if (args->version)
		printf("bcctl %s\n", PACKAGE_VERSION);
	else if (args->command != NULL)
		help_command(stdout, args->group, args->command);
	else if (args->group != NULL)
		help_group(stdout, args->group);
	else
		help_program(stdout);
	return CTL_DONE;
}

static int print_fault(const struct args *args)
{
	fprintf(stderr, "bcctl: %s\n", args->fault);
	if (args->command != NULL)
		help_usage(stderr, args->group, args->command);
	else if (args->group != NULL)
		help_group(stderr, args->group);
	else
		fputs("'bcctl --help' shows the commands.\n", stderr);
	return CTL_MISUSED;
}

int ctl_main(int argc, char **argv)
{
	struct ctl ctl = { .out = stdout };
	int status;

	setlocale(LC_CTYPE, "C.UTF-8");
	log_set_program("bcctl");
	if (sodium_init() < 0)
		abort();
	ctl.op = mem_zero(NULL, struct op);
	ctl.args = args_read(ctl.op, argc, argv);
	if (ctl.args->fault != NULL)
		status = print_fault(ctl.args);
	else if (ctl.args->help || ctl.args->version)
		status = print_help(ctl.args);
	else
		status = run(&ctl);
	talloc_free(ctl.op);
	return status;
}

enum problem ctl_misuse(struct ctl *ctl, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	ctl->misuse = mem_check(talloc_vasprintf(ctl->op, fmt, args));
	va_end(args);
	return PROBLEM_BAD_REQUEST;
}

enum problem ctl_refuse(struct ctl *ctl, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	char *text = mem_check(talloc_vasprintf(ctl->op, fmt, args));
	va_end(args);
	fprintf(stderr, "bcctl: %s\n", text);
	talloc_free(text);
	ctl->said = true;
	return PROBLEM_BAD_REQUEST;
}
