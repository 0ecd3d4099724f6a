/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/op.h"

/*
 * Doors of what one operator proposes and another decides.
 */

struct proposal_new {
	const char *kind;
	const char *account; /* NULL where the kind has none */
	const char *payload; /* JSON object; its members depend on the kind */
	const char *reason, *request_key;
};

struct proposal_query {
	const char *state, *account;
	const char *cursor, *limit; /* limit: NULL or a whole number */
};

/* Tried at once and undone: what cannot be done is refused with the operation's own problem. */
enum problem proposal_create(struct op *op, const char *session, const struct proposal_new *n,
			     const char **json);
enum problem proposal_list(struct op *op, const char *session, const struct proposal_query *q,
			   const char **json);

/* proposal: a UUID.  NO_SUCH_PROPOSAL. */
enum problem proposal_get(struct op *op, const char *session, const char *proposal,
			  const char **json);

/* SAME_PERSON, PROPOSAL_DECIDED, and what the operation is refused for by now. */
enum problem proposal_approve(struct op *op, const char *session, const char *proposal,
			      const char *reason, const char **json);
enum problem proposal_reject(struct op *op, const char *session, const char *proposal,
			     const char *reason, const char **json);
