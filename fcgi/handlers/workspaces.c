/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/own_calls.h"
#include "handlers/handlers.h"
#include "handlers/query_fields.h"

static const struct field workspace_fields[] = {
	QUERY_TEXT(struct workspace_query, site, QUERY_SITE),
	QUERY_TEXT(struct workspace_query, settlement, QUERY_WORD),
	QUERY_TEXT(struct workspace_query, q, QUERY_NAME),
	QUERY_PAGE(struct workspace_query),
	{ 0 },
};

static enum problem workspaces_list(struct req *req)
{
	const char *json;
	enum problem p = own_workspaces(&req->op, req->auth.session, req->query, &json);

	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

const struct route workspace_routes[] = {
	{
		"GET",
		"/v1/workspaces",
		SCOPE_MEMBER,
		POOL_FAST,
		BODY_SMALL,
		.query = workspace_fields,
		.query_size = sizeof(struct workspace_query),
		.handle = workspaces_list,
	},
	{ 0 },
};
