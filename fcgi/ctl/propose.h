/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <json-c/json.h>

#include "ctl/ctl.h"

/* A note of every command that proposes. */
#define NOTE_TWO_PERSONS                                                                           \
	"This proposes: nothing changes until another operator approves it within 7 days with\n"   \
	"`bcctl proposal approve`. Who proposed is named by BC_OPERATOR, by default the login\n"   \
	"name; all is written to the audit log."

/* Add a member when there is a value. */
void propose_add(struct json_object *payload, const char *name, const char *text);

/* Add the comma-separated values of an option as a list, when it was given. */
void propose_add_list(struct ctl *ctl, struct json_object *payload, const char *name);

/*
 * Propose with --reason and the key; *json is the proposal.  payload is taken over; account: NULL
 * where the kind has none.
 */
enum problem propose_call(struct ctl *ctl, const char *kind, const char *account,
			  struct json_object *payload, const char **json);

/* Print a new proposal, and how to approve it. */
void propose_print(struct ctl *ctl, const char *json);

/* Both for a proposal about --account. */
enum problem propose(struct ctl *ctl, const char *kind, struct json_object *payload);

/* Columns of a proposal as it is shown alone. */
extern const struct column proposal_columns[];
