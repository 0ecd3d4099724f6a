/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "http/route.h"

#include <sodium.h>
#include <string.h>
#include <strings.h>

#include "core/log.h"
#include "core/mem.h"
#include "core/uuid.h"
#include "http/auth.h"
#include "http/bulkhead.h"
#include "http/query.h"

#define PARAM_MAX 128

static const char *rest_of_segment(const char *path)
{
	return path + strcspn(path, "/");
}

/* Values go to the database as they are: visible ASCII, so no bad UTF-8 and no NUL. */
static bool is_param(const char *value, size_t len)
{
	if (len == 0 || len > PARAM_MAX)
		return false;
	for (size_t i = 0; i < len; i++)
		if (value[i] <= ' ' || value[i] > '~')
			return false;
	return true;
}

/* Compare a path with a template segment by segment; params may be NULL. */
static bool matches(struct req *req, const char *template, const char **params)
{
	const char *path = req->path;
	int n = 0;

	while (*template == '/' && *path == '/') {
		const char *template_end, *path_end;
		size_t len;

		template_end = rest_of_segment(++template);
		path_end = rest_of_segment(++path);
		len = (size_t)(path_end - path);
		if (*template == '{') {
			if (!is_param(path, len))
				return false;
			if (params != NULL)
				params[n++] = mem_strndup(req, path, len);
		} else if (len != (size_t)(template_end - template) ||
			   memcmp(template, path, len) != 0) {
			return false;
		}
		template = template_end;
		path = path_end;
	}
	return *template == '\0' && *path == '\0';
}

/* HEAD is answered as GET; the server leaves the body out. */
static bool is_method(const struct route *route, const char *method)
{
	return strcmp(route->method, method) == 0 ||
	       (strcmp(route->method, "GET") == 0 && strcmp(method, "HEAD") == 0);
}

static enum problem fail_method(struct req *req, const char *allowed)
{
	req_add_header(req, "Allow", "%s", allowed);
	return op_fail(&req->op, PROBLEM_METHOD_NOT_ALLOWED, "it has %s", allowed);
}

static enum problem find(struct req *req, const struct route *const *tables)
{
	char *allowed = NULL;

	for (; *tables != NULL; tables++) {
		for (const struct route *r = *tables; r->method != NULL; r++) {
			if (!matches(req, r->path, NULL))
				continue;
			if (is_method(r, req->method)) {
				matches(req, r->path, req->params);
				req->route = r;
				return PROBLEM_NONE;
			}
			allowed = allowed == NULL ? mem_strdup(req, r->method)
						  : mem_append(allowed, ", %s", r->method);
			if (strcmp(r->method, "GET") == 0)
				allowed = mem_append(allowed, ", HEAD");
		}
	}
	if (allowed != NULL)
		return fail_method(req, allowed);
	return op_fail(&req->op, PROBLEM_NOT_FOUND, "nothing is served at this path");
}

static enum problem take_key(struct req *req)
{
	const char *key = req_header(req, "IDEMPOTENCY_KEY");

	if ((req->route->flags & ROUTE_KEYED) == 0)
		return PROBLEM_NONE;
	if (key == NULL || key[0] == '\0')
		return op_fail_at(&req->op, PROBLEM_INVALID_FIELD, "/Idempotency-Key",
				  "the header is missing");
	if (!uuid_is_text(key))
		return op_fail_at(&req->op, PROBLEM_INVALID_FIELD, "/Idempotency-Key",
				  "the header must be a UUID");
	req->key = key;
	return PROBLEM_NONE;
}

static enum problem take_query(struct req *req)
{
	const struct route *route = req->route;

	if (route->query_size > 0)
		req->query = mem_check(talloc_zero_size(req, route->query_size));
	return query_read(&req->op, req_param(req, "QUERY_STRING"), route->query, req->query);
}

static bool is_json(const char *content_type)
{
	static const char json[] = "application/json";
	const char *rest;

	if (content_type == NULL || strncasecmp(content_type, json, sizeof(json) - 1) != 0)
		return false;
	rest = content_type + sizeof(json) - 1;
	rest += strspn(rest, " \t");
	return *rest == '\0' || *rest == ';';
}

static enum problem take_body(struct req *req)
{
	const struct route *route = req->route;
	enum problem p;

	if (route->fields == NULL)
		return PROBLEM_NONE;
	if (!is_json(req_param(req, "CONTENT_TYPE")))
		return op_fail(&req->op, PROBLEM_UNSUPPORTED_TYPE,
			       "send Content-Type: application/json");
	p = req_read_body(req, route->body_limit);
	if (p != PROBLEM_NONE)
		return p;
	if (route->body_size > 0)
		req->body = mem_check(talloc_zero_size(req, route->body_size));
	p = fields_read(&req->op, req->text, req->text_len, route->fields, req->body);
	if ((route->flags & ROUTE_SECRET) != 0)
		sodium_memzero(req->text, req->text_len);
	return p;
}

/* The secrets of the body, however the request ended. */
static void wipe_secrets(struct req *req)
{
	if (req->body == NULL)
		return;
	for (const struct field *field = req->route->fields; field->name != NULL; field++) {
		char *secret;

		if (field->type != FIELD_SECRET)
			continue;
		secret = *(char **)((char *)req->body + field->offset);
		if (secret != NULL)
			sodium_memzero(secret, strlen(secret));
	}
}

static enum problem handle(struct req *req)
{
	const struct route *route = req->route;
	const char *key;
	enum problem p;

	if (route->lock_key == NULL || req->bulkhead == NULL)
		return route->handle(req);
	key = route->lock_key(req);
	if (!bulkhead_enter(req->bulkhead, key))
		return op_fail(&req->op, PROBLEM_BUSY, "too many requests for one account");
	p = route->handle(req);
	bulkhead_leave(req->bulkhead, key);
	return p;
}

static enum problem serve(struct req *req, const struct route *const *tables)
{
	enum problem p = find(req, tables);

	if (p != PROBLEM_NONE)
		return p;
	if (req->pool != POOL_UNSET && req->pool != (int)req->route->pool) {
		log_error(&req->op, "wrong_pool", "path=%s socket=%s pool=%s", req->route->path,
			  route_pool_name((enum pool)req->pool), route_pool_name(req->route->pool));
		return PROBLEM_INTERNAL;
	}
	p = auth_check(req, req->route->scope);
	if (p != PROBLEM_NONE)
		return p;
	p = take_key(req);
	if (p != PROBLEM_NONE)
		return p;
	p = take_query(req);
	if (p != PROBLEM_NONE)
		return p;
	p = take_body(req);
	if (p != PROBLEM_NONE)
		return p;
	return handle(req);
}

void route_serve(struct req *req, const struct route *const *tables)
{
	enum problem p = serve(req, tables);

	wipe_secrets(req);
	if (p == PROBLEM_NONE && req->status == 0) {
		log_error(&req->op, "no_answer", "path=%s", req->route->path);
		p = PROBLEM_INTERNAL;
	}
	if (p != PROBLEM_NONE)
		req_reply_problem(req, p);
}
