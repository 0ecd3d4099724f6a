/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/own_calls.h"
#include "calls/usage_calls.h"
#include "handlers/handlers.h"
#include "handlers/query_fields.h"

#define BATCH_MAX 10000
#define SITE_MAX  32

/* Only the shape; the database judges the values. */
static const struct field record_fields[] = {
	FIELD_CHECKED("id", true, 1, 128),
	FIELD_CHECKED("workspace", true, 1, 64),
	FIELD_CHECKED("meter", true, 1, 64),
	FIELD_CHECKED("hour", true, 1, 64),
	FIELD_CHECKED("quantity", true, 1, 64),
	{ .name = "attributes", .type = FIELD_TEXTS, .max = 64 },
	{ 0 },
};

const struct field usage_fields[] = {
	FIELD_CHECKED("site", false, 1, SITE_MAX),
	{
		.name = "records",
		.type = FIELD_LIST,
		.is_needed = true,
		.min = 1,
		.max = BATCH_MAX,
		.items = record_fields,
	},
	{ 0 },
};

static const struct field daily_usage_fields[] = {
	QUERY_TEXT(struct daily_usage_query, from, QUERY_DAY),
	QUERY_TEXT(struct daily_usage_query, until, QUERY_DAY),
	QUERY_TEXT(struct daily_usage_query, by, QUERY_WORD),
	QUERY_TEXT(struct daily_usage_query, site, QUERY_SITE),
	QUERY_TEXT(struct daily_usage_query, workspace, QUERY_NAME),
	QUERY_TEXT(struct daily_usage_query, item, QUERY_NAME),
	QUERY_PAGE(struct daily_usage_query),
	{ 0 },
};

static enum problem usage_create(struct req *req)
{
	const char *json;
	enum problem p = usage_add(&req->op, req->auth.credential_hash, req->text, &json);

	if (p != PROBLEM_NONE)
		return p;
	return req_reply(req, 200, json);
}

static enum problem daily_usage_list(struct req *req)
{
	const char *json;
	enum problem p = own_daily_usage(&req->op, req->auth.session, req->query, &json);

	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

const struct route usage_routes[] = {
	{
		"POST",
		"/v1/usage",
		SCOPE_SITE,
		POOL_BULK,
		BODY_USAGE,
		.flags = ROUTE_RAW,
		.fields = usage_fields,
		.handle = usage_create,
	},
	{
		"GET",
		"/v1/usage/daily",
		SCOPE_MEMBER,
		POOL_FAST,
		BODY_SMALL,
		.query = daily_usage_fields,
		.query_size = sizeof(struct daily_usage_query),
		.handle = daily_usage_list,
	},
	{ 0 },
};
