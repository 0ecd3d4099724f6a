/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/own_calls.h"
#include "handlers/handlers.h"
#include "handlers/query_fields.h"

static const struct field daily_bill_fields[] = {
	QUERY_TEXT(struct daily_bill_query, from, QUERY_DAY),
	QUERY_TEXT(struct daily_bill_query, until, QUERY_DAY),
	QUERY_TEXT(struct daily_bill_query, site, QUERY_SITE),
	QUERY_TEXT(struct daily_bill_query, workspace, QUERY_NAME),
	QUERY_TEXT(struct daily_bill_query, settlement, QUERY_WORD),
	QUERY_TEXT(struct daily_bill_query, state, QUERY_WORD),
	QUERY_PAGE(struct daily_bill_query),
	{ 0 },
};

static enum problem daily_bills_list(struct req *req)
{
	const char *json;
	enum problem p = own_daily_bills(&req->op, req->auth.session, req->query, &json);

	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

static enum problem daily_bill_get(struct req *req)
{
	const char *json;
	enum problem p = own_daily_bill(&req->op, req->auth.session, req->params[0], &json);

	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

const struct route bill_routes[] = {
	{
		"GET",
		"/v1/bills/daily",
		SCOPE_MEMBER,
		POOL_FAST,
		BODY_SMALL,
		.query = daily_bill_fields,
		.query_size = sizeof(struct daily_bill_query),
		.handle = daily_bills_list,
	},
	{
		"GET",
		"/v1/bills/daily/{bill}",
		SCOPE_MEMBER,
		POOL_FAST,
		BODY_SMALL,
		.handle = daily_bill_get,
	},
	{ 0 },
};
