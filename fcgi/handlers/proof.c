/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/proof_calls.h"
#include "handlers/handlers.h"

static enum problem proof_get(struct req *req)
{
	const char *json;
	enum problem p = proof_own(&req->op, req->auth.session, req->params[0], &json);

	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

static enum problem account_proof_get(struct req *req)
{
	const char *json;
	enum problem p = proof_of_account(&req->op, req->auth.session, req->params[0],
					  req->params[1], &json);

	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

const struct route proof_routes[] = {
	{
		"GET",
		"/v1/transactions/{serial}/proof",
		SCOPE_MEMBER,
		POOL_FAST,
		BODY_SMALL,
		.handle = proof_get,
	},
	{
		"GET",
		"/v1/admin/accounts/{account}/transactions/{serial}/proof",
		SCOPE_OPERATOR,
		POOL_FAST,
		BODY_SMALL,
		.handle = account_proof_get,
	},
	{ 0 },
};
