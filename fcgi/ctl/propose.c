/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/propose.h"

#include <string.h>

#include "calls/proposal_calls.h"
#include "core/mem.h"
#include "ctl/answer.h"

const struct column proposal_columns[] = {
	{ "proposal", "proposal", ALIGN_LEFT },	      { "kind", "kind", ALIGN_LEFT },
	{ "account", "account", ALIGN_LEFT },	      { "arguments", "payload", ALIGN_LEFT },
	{ "reason", "reason", ALIGN_LEFT },	      { "state", "state", ALIGN_LEFT },
	{ "proposed by", "proposed_by", ALIGN_LEFT }, { "proposed at", "proposed_at", ALIGN_LEFT },
	{ "expires at", "expires_at", ALIGN_LEFT },   { "decided by", "decided_by", ALIGN_LEFT },
	{ "decided at", "decided_at", ALIGN_LEFT },   { "because", "decision_reason", ALIGN_LEFT },
	{ "result", "result", ALIGN_LEFT },	      { 0 },
};

void propose_add(struct json_object *payload, const char *name, const char *text)
{
	if (text != NULL)
		json_object_object_add(payload, name, json_object_new_string(text));
}

void propose_add_list(struct ctl *ctl, struct json_object *payload, const char *name)
{
	const char *given = ctl_option(ctl, name);
	struct json_object *list;
	char *rest, *item;

	if (given == NULL)
		return;
	list = json_object_new_array();
	rest = mem_strdup(ctl->op, given);
	while ((item = strsep(&rest, ",")) != NULL)
		json_object_array_add(list, json_object_new_string(item));
	json_object_object_add(payload, name, list);
}

enum problem propose_call(struct ctl *ctl, const char *kind, const char *account,
			  struct json_object *payload, const char **json)
{
	const struct proposal_new proposal = {
		.kind = kind,
		.account = account,
		.payload = mem_strdup(ctl->op, answer_line(payload)),
		.reason = ctl_option(ctl, "reason"),
		.request_key = ctl_request_key(ctl),
	};

	json_object_put(payload);
	return proposal_create(ctl->op, ctl->session, &proposal, json);
}

void propose_print(struct ctl *ctl, const char *json)
{
	struct json_object *proposal = answer_parse(ctl->op, json);
	const char *id = answer_text(proposal, "proposal");

	ctl_print_object(ctl, json, "Proposed:", proposal_columns);
	if (ctl->args->json || id == NULL ||
	    strcmp(answer_text(proposal, "state"), "proposed") != 0)
		return;
	fprintf(ctl->out,
		"Another operator approves it with:\n  bcctl proposal approve %s --reason TEXT\n",
		id);
}

enum problem propose(struct ctl *ctl, const char *kind, struct json_object *payload)
{
	const char *json;
	enum problem p = propose_call(ctl, kind, ctl_option(ctl, "account"), payload, &json);

	if (p == PROBLEM_NONE)
		propose_print(ctl, json);
	return p;
}
