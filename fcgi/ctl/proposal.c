/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/proposal_calls.h"
#include "core/mem.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"
#include "ctl/propose.h"

static const struct column list_columns[] = {
	{ "proposal", "proposal", ALIGN_LEFT },
	{ "kind", "kind", ALIGN_LEFT },
	{ "account", "account", ALIGN_LEFT },
	{ "arguments", "payload", ALIGN_LEFT },
	{ "state", "state", ALIGN_LEFT },
	{ "proposed by", "proposed_by", ALIGN_LEFT },
	{ "expires at", "expires_at", ALIGN_LEFT },
	{ "decided by", "decided_by", ALIGN_LEFT },
	{ 0 },
};

static enum problem page(struct ctl *ctl, const char *cursor, const char **json)
{
	const struct proposal_query query = {
		.state = ctl_option(ctl, "state"),
		.account = ctl_option(ctl, "account"),
		.cursor = cursor,
	};

	return proposal_list(ctl->op, ctl->session, &query, json);
}

static enum problem list(struct ctl *ctl)
{
	return ctl_print_list(ctl, page, list_columns, "There are no such proposals.");
}

static enum problem show(struct ctl *ctl)
{
	const char *json;
	enum problem p = proposal_get(ctl->op, ctl->session, ctl_word(ctl, 0), &json);

	if (p == PROBLEM_NONE)
		ctl_print_object(ctl, json, NULL, proposal_columns);
	return p;
}

static enum problem approve(struct ctl *ctl)
{
	const char *json;
	enum problem p = proposal_approve(ctl->op, ctl->session, ctl_word(ctl, 0),
					  ctl_option(ctl, "reason"), &json);

	if (p == PROBLEM_NONE)
		ctl_print_object(ctl, json, "Approved; it has taken effect:", proposal_columns);
	return p;
}

static enum problem reject(struct ctl *ctl)
{
	const char *json;
	enum problem p = proposal_reject(ctl->op, ctl->session, ctl_word(ctl, 0),
					 ctl_option(ctl, "reason"), &json);

	if (p == PROBLEM_NONE)
		ctl_print_object(ctl, json, "Rejected; nothing was changed:", proposal_columns);
	return p;
}

static const struct word_row proposal_word[] = {
	{ "PROPOSAL", VALUE_UUID, REQUIRED, "id of the proposal" },
	{ 0 },
};

static const struct option_row list_options[] = {
	{ "state", VALUE_TEXT, "STATE", OPTIONAL,
	  "proposed, approved, rejected or expired (default: all)" },
	{ "account", VALUE_CODE, "ACCOUNT", OPTIONAL, "code of an account (default: all)" },
	{ 0 },
};

static const struct option_row reason_options[] = {
	{ "reason", VALUE_TEXT, "TEXT", REQUIRED, "for the audit log" },
	{ 0 },
};

static const struct command commands[] = {
	{ "list", NEEDS_OPERATOR, NULL, list_options, "List proposals, newest first", NULL, list },
	{ "show", NEEDS_OPERATOR, proposal_word, NULL, "Show a proposal and what became of it",
	  NULL, show },
	{ "approve", NEEDS_OPERATOR, proposal_word, reason_options,
	  "Approve what another operator proposed",
	  "It takes effect at once, if today's rules still allow it, and just once: repeated, it\n"
	  "is answered again. Nobody approves what they proposed themselves, nor anything of an\n"
	  "account that they are a member of.",
	  approve },
	{ "reject", NEEDS_OPERATOR, proposal_word, reason_options,
	  "Reject a proposal, or withdraw one's own", NULL, reject },
	{ 0 },
};

const struct command_group proposal_group = { "proposal", "What two operators decide", commands };
