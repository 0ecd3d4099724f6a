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

/* Only the shape; the database judges the values. */
static const struct field line_fields[] = {
	FIELD_CHECKED("item", true, 1, 64),
	FIELD_CHECKED("amount", true, 1, 32),
	{ 0 },
};

static const struct field bill_fields[] = {
	FIELD_CHECKED("workspace", false, 1, 64),
	FIELD_CHECKED("settlement", true, 1, 32),
	{ .name = "lines",
	  .type = FIELD_LIST,
	  .is_needed = true,
	  .min = 1,
	  .max = 100,
	  .items = line_fields },
	{ 0 },
};

static const struct field simulation_fields[] = {
	{ .name = "bills", .type = FIELD_LIST, .min = 1, .max = 20, .items = bill_fields },
	FIELD_COUNTED("days", false, 1, 366),
	FIELD_CHECKED("daily", false, 1, 32),
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

static enum problem bill_explain(struct req *req)
{
	const char *json;
	enum problem p = own_bill_explanation(&req->op, req->auth.session, req->params[0], &json);

	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

static enum problem deduction_simulate(struct req *req)
{
	const char *json;
	enum problem p = own_simulation(&req->op, req->auth.session, req->text, &json);

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
	{
		"GET",
		"/v1/bills/daily/{bill}/explain",
		SCOPE_MEMBER,
		POOL_FAST,
		BODY_SMALL,
		.handle = bill_explain,
	},
	{
		"POST",
		"/v1/simulations/deduction",
		SCOPE_MEMBER,
		POOL_BULK,
		BODY_SMALL,
		.flags = ROUTE_RAW,
		.fields = simulation_fields,
		.handle = deduction_simulate,
	},
	{ 0 },
};
