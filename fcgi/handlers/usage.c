/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/usage_calls.h"
#include "handlers/handlers.h"

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

static enum problem usage_create(struct req *req)
{
	const char *json;
	enum problem p = usage_add(&req->op, req->auth.credential_hash, req->text, &json);

	if (p != PROBLEM_NONE)
		return p;
	return req_reply(req, 200, json);
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
	{ 0 },
};
