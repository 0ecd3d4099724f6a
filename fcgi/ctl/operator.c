/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/operator_calls.h"
#include "core/mem.h"
#include "ctl/answer.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"
#include "http/token.h"

static const struct column operator_columns[] = {
	{ "operator", "operator", ALIGN_LEFT },
	{ "e-mail", "email", ALIGN_LEFT },
	{ 0 },
};

static enum problem create(struct ctl *ctl)
{
	const char *name = ctl_word(ctl, 0), *json;
	enum problem p = operator_create(ctl->op, ctl->session, name, ctl_option(ctl, "email"),
					 ctl_option(ctl, "reason"), &json);

	if (p != PROBLEM_NONE)
		return p;
	ctl_print_object(ctl, json,
			 mem_printf(ctl->op,
				    answer_is_true(answer_parse(ctl->op, json), "created")
					    ? "Operator %s is made."
					    : "Operator %s is there already.",
				    name),
			 operator_columns);
	return PROBLEM_NONE;
}

static enum problem page(struct ctl *ctl, const char *cursor, const char **json)
{
	(void)cursor; /* all operators are on one page */
	return operator_list(ctl->op, ctl->session, json);
}

static enum problem list(struct ctl *ctl)
{
	return ctl_print_list(ctl, page, operator_columns, "There are no operators.");
}

/* The key file is read first, so that no session is opened in vain. */
static enum problem token(struct ctl *ctl)
{
	const char *path = ctl->conf->token_keys_file, *fault, *text;
	const struct token_keys *keys;

	if (path == NULL)
		return ctl_refuse(ctl,
				  "BC_TOKEN_KEYS_FILE is not set: name the key file of bc-api");
	keys = token_keys_load(ctl->op, path, &fault);
	if (keys == NULL)
		return ctl_refuse(ctl, "%s", fault);
	enum problem p = ctl_open_session_of(ctl, ctl_option(ctl, "operator"));
	if (p != PROBLEM_NONE)
		return p;
	text = token_issue(ctl->op, keys, TOKEN_OPERATOR, ctl->session);
	if (ctl->args->json)
		fprintf(ctl->out, "{\"access_token\":\"%s\",\"expires_in\":%d}\n", text,
			TOKEN_SECONDS);
	else
		fprintf(ctl->out, "%s\n", text);
	return PROBLEM_NONE;
}

static const struct word_row name_word[] = {
	{ "NAME", VALUE_TEXT, REQUIRED, "small letters, digits, dots, hyphens and underscores" },
	{ 0 },
};

static const struct option_row create_options[] = {
	{ "email", VALUE_TEXT, "EMAIL", OPTIONAL,
	  "whoever is a member of an account by it approves nothing there" },
	{ "reason", VALUE_TEXT, "TEXT", REQUIRED, "for the audit log" },
	{ 0 },
};

static const struct option_row token_options[] = {
	{ "operator", VALUE_TEXT, "NAME", OPTIONAL,
	  "whose token (default: BC_OPERATOR, or the login name)" },
	{ 0 },
};

static const struct command commands[] = {
	{ "create", NEEDS_OPERATOR, name_word, create_options, "Make an operator",
	  "Made again, an operator without an e-mail address is given it.", create },
	{ "list", NEEDS_OPERATOR, NULL, NULL, "List the operators", NULL, list },
	{ "token", NEEDS_NOTHING, NULL, token_options,
	  "Print an access token for the doors of operators under /v1/admin",
	  "It is signed with the first key of BC_TOKEN_KEYS_FILE and serves for 15 minutes, as\n"
	  "`Authorization: Bearer`. It is a secret: whoever has it acts as that operator.",
	  token },
	{ 0 },
};

const struct command_group operator_group = { "operator", "Operators", commands };
