/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <assert.h>
#include <string.h>

#include "core/mem.h"
#include "fuzz.h"
#include "http/route.h"

static enum problem say_params(struct req *req)
{
	return req_reply(req, 200, req->params[0] == NULL ? "{}" : req->params[0]);
}

static const struct route routes[] = {
	{ "GET", "/a", SCOPE_PUBLIC, POOL_FAST, BODY_SMALL, .handle = say_params },
	{ "GET", "/a/{x}/b/{y}", SCOPE_PUBLIC, POOL_FAST, BODY_SMALL, .handle = say_params },
	{ "POST", "/{x}", SCOPE_PUBLIC, POOL_FAST, BODY_SMALL, .handle = say_params },
	{ "PUT", "/site/{x}", SCOPE_SITE, POOL_FAST, BODY_SMALL, .handle = say_params },
	{ 0 },
};

/* Lines of the input: method, path, request id, Authorization. */
struct lines {
	const char *line[4];
};

static const char *param(void *ctx, const char *name)
{
	static const char *const names[] = { "REQUEST_METHOD", "DOCUMENT_URI", "REQUEST_ID",
					     "HTTP_AUTHORIZATION" };
	struct lines *lines = ctx;

	for (int i = 0; i < 4; i++)
		if (strcmp(names[i], name) == 0)
			return lines->line[i];
	return NULL;
}

static size_t no_body(void *ctx, char *buf, size_t size)
{
	(void)ctx;
	(void)buf;
	(void)size;
	return 0;
}

/* No byte of a request may begin a header line of the answer or get into the id. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct route *const tables[] = { routes, NULL };
	char *text = mem_strndup(NULL, (const char *)data, size);
	char *rest = text;
	struct lines lines = { { NULL } };
	const struct req_source source = { param, no_body, &lines };
	struct req *req;
	const char *head;

	for (int i = 0; i < 4 && rest != NULL; i++)
		lines.line[i] = strsep(&rest, "\n");
	req = req_new(NULL, &source);
	route_serve(req, tables);
	assert(req_is_id(req->op.id));
	assert(req->status >= 200 && req->status <= 503);
	head = req_head(req);
	assert(strstr(head, "\r\n\r\n") == head + strlen(head) - 4);
	talloc_free(req);
	talloc_free(text);
	return 0;
}
