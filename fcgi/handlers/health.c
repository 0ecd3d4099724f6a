/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/health_calls.h"
#include "handlers/handlers.h"

/* The process answers; nothing is said about the database. */
static enum problem health_get(struct req *req)
{
	return req_reply(req, 200, "{\"status\":\"alive\"}");
}

static enum problem ready_get(struct req *req)
{
	const char *json;
	enum problem p = health_ready(&req->op, &json);

	if (p != PROBLEM_NONE)
		return p;
	return req_reply(req, 200, json);
}

const struct route health_routes[] = {
	{
		"GET",
		"/healthz",
		SCOPE_PUBLIC,
		POOL_FAST,
		BODY_SMALL,
		.handle = health_get,
	},
	{
		"GET",
		"/readyz",
		SCOPE_PUBLIC,
		POOL_FAST,
		BODY_SMALL,
		.handle = ready_get,
	},
	{ 0 },
};
