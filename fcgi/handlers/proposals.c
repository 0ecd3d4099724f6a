/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <string.h>

#include "calls/proposal_calls.h"
#include "core/uuid.h"
#include "handlers/handlers.h"
#include "handlers/query_fields.h"

#define KIND_MAX   64
#define REASON_MAX 500
/* Of a list in a payload: activation codes. */
#define ITEMS_MAX 10000

struct proposal_body {
	const char *kind, *account, *payload, *reason;
};

static const struct field proposal_fields[] = {
	FIELD(struct proposal_body, kind, "kind", true, 1, KIND_MAX),
	FIELD(struct proposal_body, account, "account", false, 1, QUERY_NAME),
	FIELD_OBJECT(struct proposal_body, payload, "payload", ITEMS_MAX),
	FIELD(struct proposal_body, reason, "reason", true, 1, REASON_MAX),
	{ 0 },
};

struct decision_body {
	const char *reason;
};

static const struct field decision_fields[] = {
	FIELD(struct decision_body, reason, "reason", true, 1, REASON_MAX),
	{ 0 },
};

static const struct field list_fields[] = {
	QUERY_TEXT(struct proposal_query, state, QUERY_WORD),
	QUERY_TEXT(struct proposal_query, account, QUERY_NAME),
	QUERY_PAGE(struct proposal_query),
	{ 0 },
};

static const char *account_of_body(const struct req *req)
{
	const struct proposal_body *body = req->body;

	return body->account != NULL ? body->account : req->auth.session;
}

/* The account that a decision locks is known to the database alone. */
static const char *proposal_of_path(const struct req *req)
{
	return req->params[0];
}

static enum problem take_proposal(struct req *req)
{
	if (uuid_is_text(req->params[0]))
		return PROBLEM_NONE;
	return op_fail(&req->op, PROBLEM_NO_SUCH_PROPOSAL, "the id of a proposal is a UUID");
}

static enum problem proposal_post(struct req *req)
{
	const struct proposal_body *body = req->body;
	const struct proposal_new proposal = {
		.kind = body->kind,
		.account = body->account,
		.payload = body->payload,
		.reason = body->reason,
		.request_key = req->key,
	};
	const char *json;
	enum problem p = proposal_create(&req->op, req->auth.session, &proposal, &json);

	return p != PROBLEM_NONE ? p : req_reply(req, 201, json);
}

static enum problem proposals_list(struct req *req)
{
	const struct proposal_query *query = req->query;
	const char *json;
	enum problem p;

	if (query->limit != NULL && (strlen(query->limit) > 3 || query->limit[0] == '0' ||
				     strspn(query->limit, "0123456789") != strlen(query->limit)))
		return op_fail_at(&req->op, PROBLEM_INVALID_FIELD, "/limit",
				  "must be a whole number from 1 to 500");
	p = proposal_list(&req->op, req->auth.session, query, &json);
	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

static enum problem proposal_show(struct req *req)
{
	const char *json;
	enum problem p = take_proposal(req);

	if (p == PROBLEM_NONE)
		p = proposal_get(&req->op, req->auth.session, req->params[0], &json);
	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

static enum problem approval_post(struct req *req)
{
	const struct decision_body *body = req->body;
	const char *json;
	enum problem p = take_proposal(req);

	if (p == PROBLEM_NONE)
		p = proposal_approve(&req->op, req->auth.session, req->params[0], body->reason,
				     &json);
	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

static enum problem rejection_post(struct req *req)
{
	const struct decision_body *body = req->body;
	const char *json;
	enum problem p = take_proposal(req);

	if (p == PROBLEM_NONE)
		p = proposal_reject(&req->op, req->auth.session, req->params[0], body->reason,
				    &json);
	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

const struct route proposal_routes[] = {
	{
		"POST",
		"/v1/admin/proposals",
		SCOPE_OPERATOR,
		POOL_FAST,
		BODY_PROPOSAL,
		.flags = ROUTE_KEYED,
		.fields = proposal_fields,
		.body_size = sizeof(struct proposal_body),
		.lock_key = account_of_body,
		.handle = proposal_post,
	},
	{
		"GET",
		"/v1/admin/proposals",
		SCOPE_OPERATOR,
		POOL_FAST,
		BODY_SMALL,
		.query = list_fields,
		.query_size = sizeof(struct proposal_query),
		.handle = proposals_list,
	},
	{
		"GET",
		"/v1/admin/proposals/{proposal}",
		SCOPE_OPERATOR,
		POOL_FAST,
		BODY_SMALL,
		.handle = proposal_show,
	},
	/* Its idempotency key is the proposal itself. */
	{
		"POST",
		"/v1/admin/proposals/{proposal}/approval",
		SCOPE_OPERATOR,
		POOL_FAST,
		BODY_SMALL,
		.fields = decision_fields,
		.body_size = sizeof(struct decision_body),
		.lock_key = proposal_of_path,
		.handle = approval_post,
	},
	{
		"POST",
		"/v1/admin/proposals/{proposal}/rejection",
		SCOPE_OPERATOR,
		POOL_FAST,
		BODY_SMALL,
		.fields = decision_fields,
		.body_size = sizeof(struct decision_body),
		.lock_key = proposal_of_path,
		.handle = rejection_post,
	},
	{ 0 },
};
