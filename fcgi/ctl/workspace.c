/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/workspace_calls.h"
#include "core/mem.h"
#include "ctl/answer.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"

static const struct column workspace_columns[] = {
	{ "workspace", "workspace", ALIGN_LEFT },
	{ "site", "site", ALIGN_LEFT },
	{ "name", "name", ALIGN_LEFT },
	{ "account", "account", ALIGN_LEFT },
	{ "bound from", "bound_from", ALIGN_LEFT },
	{ "settlement", "settlement", ALIGN_LEFT },
	{ "mode", "mode", ALIGN_LEFT },
	{ "logs by", "logs_by", ALIGN_LEFT },
	{ "retention", "retention", ALIGN_LEFT },
	{ 0 },
};

static enum problem say(struct ctl *ctl, const char *json, const char *done)
{
	bool is_new = answer_is_true(answer_parse(ctl->op, json), "created");

	ctl_print_object(ctl, json,
			 mem_printf(ctl->op,
				    is_new ? "Workspace %s is %s."
					   : "Workspace %s is %s already: nothing to do.",
				    ctl_word(ctl, 0), done),
			 workspace_columns);
	return PROBLEM_NONE;
}

static enum problem create(struct ctl *ctl)
{
	const struct workspace_new workspace = {
		.site = ctl_option(ctl, "site"),
		.code = ctl_word(ctl, 0),
		.name = ctl_option_or(ctl, "name", ctl_word(ctl, 0)),
		.retention = ctl_pairs(ctl, "retention"),
		.mode = ctl_option(ctl, "mode"),
		.logs_by = ctl_option(ctl, "logs-by"),
		.reason = ctl_option_or(ctl, "reason", "new workspace"),
	};
	const char *json;
	enum problem p = workspace_create(ctl->op, ctl->session, &workspace, &json);

	return p != PROBLEM_NONE ? p : say(ctl, json, "made");
}

static enum problem bind(struct ctl *ctl)
{
	const struct workspace_binding binding = {
		.site = ctl_option(ctl, "site"),
		.code = ctl_word(ctl, 0),
		.account = ctl_option(ctl, "account"),
		.from = ctl_option(ctl, "from"),
		.settlement = ctl_option(ctl, "settlement"),
		.reason = ctl_option_or(ctl, "reason", "bound by an operator"),
	};
	const char *json;
	enum problem p = workspace_bind(ctl->op, ctl->session, &binding, &json);

	return p != PROBLEM_NONE ? p : say(ctl, json, "bound");
}

static enum problem set(struct ctl *ctl)
{
	const struct workspace_change change = {
		.site = ctl_option(ctl, "site"),
		.code = ctl_word(ctl, 0),
		.mode = ctl_option(ctl, "mode"),
		.logs_by = ctl_option(ctl, "logs-by"),
		.retention = ctl_pairs(ctl, "retention"),
		.from = ctl_option(ctl, "from"),
		.reason = ctl_option_or(ctl, "reason", "changed by an operator"),
	};
	const char *json;

	if (change.mode == NULL && change.logs_by == NULL && change.retention == NULL)
		return ctl_misuse(ctl,
				  "nothing to set: --mode, --logs-by or --retention is missing");
	enum problem p = ctl_open_session(ctl);
	if (p != PROBLEM_NONE)
		return p;
	p = workspace_set(ctl->op, ctl->session, &change, &json);
	if (p != PROBLEM_NONE)
		return p;
	ctl_print_object(ctl, json,
			 mem_printf(ctl->op, "Workspace %s, from %s:", change.code,
				    change.from != NULL ? change.from : "its next billing day"),
			 workspace_columns);
	return PROBLEM_NONE;
}

static enum problem page(struct ctl *ctl, const char *cursor, const char **json)
{
	(void)cursor; /* all workspaces are on one page */
	return workspace_list(ctl->op, ctl->session, ctl_option(ctl, "account"),
			      ctl_option(ctl, "site"), json);
}

static enum problem list(struct ctl *ctl)
{
	return ctl_print_list(ctl, page, workspace_columns, "There are no workspaces.");
}

static const struct word_row code_word[] = {
	{ "CODE", VALUE_CODE, REQUIRED, "code of the workspace" },
	{ 0 },
};

#define SITE_OPTION                                                                                \
	{                                                                                          \
		"site", VALUE_CODE, "SITE", REQUIRED, "the site it belongs to"                     \
	}
#define MODE_OPTION                                                                                \
	{                                                                                          \
		"mode", VALUE_TEXT, "MODE", OPTIONAL, "default or series_and_data"                 \
	}
#define LOGS_OPTION                                                                                \
	{                                                                                          \
		"logs-by", VALUE_TEXT, "WAY", OPTIONAL, "count or bytes"                           \
	}
#define REASON_OPTION                                                                              \
	{                                                                                          \
		"reason", VALUE_TEXT, "TEXT", OPTIONAL, "for the audit log"                        \
	}

#define RETENTION_HELP "days a data type is kept, such as logs=30: metrics, logs, apm or rum"

static const struct option_row create_options[] = {
	SITE_OPTION,
	{ "name", VALUE_TEXT, "NAME", OPTIONAL, "what people call it (default: the code)" },
	{ "retention", VALUE_PAIR, "TYPE=DAYS", REPEATED,
	  RETENTION_HELP " (default: metrics=7, the others 14)" },
	MODE_OPTION,
	LOGS_OPTION,
	REASON_OPTION,
	{ 0 },
};

static const struct option_row bind_options[] = {
	SITE_OPTION,
	{ "account", VALUE_CODE, "ACCOUNT", REQUIRED, "the account that pays" },
	{ "from", VALUE_DAY, "DAY", OPTIONAL,
	  "first billing day, any that isn't closed (default: the current one)" },
	{ "settlement", VALUE_TEXT, "METHOD", OPTIONAL,
	  "account, aws or alibaba (default: account)" },
	REASON_OPTION,
	{ 0 },
};

static const struct option_row set_options[] = {
	SITE_OPTION,
	MODE_OPTION,
	LOGS_OPTION,
	{ "retention", VALUE_PAIR, "TYPE=DAYS", REPEATED, RETENTION_HELP },
	{ "from", VALUE_DAY, "DAY", OPTIONAL,
	  "first billing day of the change (default: the next one)" },
	REASON_OPTION,
	{ 0 },
};

static const struct option_row list_options[] = {
	{ "account", VALUE_CODE, "ACCOUNT", OPTIONAL, "only those of this account" },
	{ "site", VALUE_CODE, "SITE", OPTIONAL, "only those of this site" },
	{ 0 },
};

static const struct command commands[] = {
	{ "create", NEEDS_OPERATOR, code_word, create_options, "Make a workspace of a site",
	  "Made again just the same it stays as it is.", create },
	{ "bind", NEEDS_OPERATOR, code_word, bind_options,
	  "Bind a workspace to the account that pays", NULL, bind },
	{ "set", NEEDS_NOTHING, code_word, set_options,
	  "Change settings, from the next billing day or another",
	  "At least one of --mode, --logs-by and --retention is needed. A day before the next one\n"
	  "is taken only while the workspace has no bill on it or after it: so a close that a\n"
	  "missing price stopped can be mended.",
	  set },
	{ "list", NEEDS_OPERATOR, NULL, list_options, "List the workspaces", NULL, list },
	{ 0 },
};

const struct command_group workspace_group = { "workspace", "Units of usage and of billing",
					       commands };
