/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/proposal_calls.h"

#include "db/db.h"

enum problem proposal_create(struct op *op, const char *session, const struct proposal_new *n,
			     const char **json)
{
	static const struct db_stmt stmt = {
		"proposal_create",
		"SELECT admin.propose($1::uuid, $2, $3, $4::json, $5, $6::uuid)",
		6,
		.checks_input = true,
	};
	const char *const args[] = {
		session, n->kind, n->account, n->payload, n->reason, n->request_key,
	};

	return db_call(op, &stmt, args, json);
}

enum problem proposal_list(struct op *op, const char *session, const struct proposal_query *q,
			   const char **json)
{
	static const struct db_stmt stmt = {
		"proposal_list",
		"SELECT admin.list_proposals($1::uuid, $2, $3, $4, $5::int)",
		5,
		.checks_input = true,
	};
	const char *const args[] = { session, q->state, q->account, q->cursor, q->limit };

	return db_call(op, &stmt, args, json);
}

enum problem proposal_get(struct op *op, const char *session, const char *proposal,
			  const char **json)
{
	static const struct db_stmt stmt = {
		"proposal_get",
		"SELECT admin.get_proposal($1::uuid, $2::uuid)",
		2,
		.checks_input = true,
	};
	const char *const args[] = { session, proposal };

	return db_call(op, &stmt, args, json);
}

enum problem proposal_approve(struct op *op, const char *session, const char *proposal,
			      const char *reason, const char **json)
{
	static const struct db_stmt stmt = {
		"proposal_approve",
		"SELECT admin.approve($1::uuid, $2::uuid, $3)",
		3,
		.checks_input = true,
	};
	const char *const args[] = { session, proposal, reason };

	return db_call(op, &stmt, args, json);
}

enum problem proposal_reject(struct op *op, const char *session, const char *proposal,
			     const char *reason, const char **json)
{
	static const struct db_stmt stmt = {
		"proposal_reject",
		"SELECT admin.reject($1::uuid, $2::uuid, $3)",
		3,
		.checks_input = true,
	};
	const char *const args[] = { session, proposal, reason };

	return db_call(op, &stmt, args, json);
}
