/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/session_calls.h"
#include "core/mem.h"
#include "core/password.h"
#include "handlers/handlers.h"
#include "http/auth.h"
#include "http/refresh.h"
#include "http/token.h"

/* Whoever waited longer has sent the form again. */
#define QUEUE_MAX_MS 2000

struct sign_in_body {
	const char *login;
	const char *password; /* overwritten when it was judged, or by the router */
};

static const struct field sign_in_fields[] = {
	FIELD(struct sign_in_body, login, "login", true, 1, 254),
	FIELD_SECRET(struct sign_in_body, password, "password", true, 1, PASSWORD_MAX),
	{ 0 },
};

static enum problem answer(struct req *req, int status, const struct session *session,
			   const char *refresh)
{
	refresh_set_cookie(req, refresh, session->refresh_seconds);
	return req_reply(
		req, status,
		mem_printf(req,
			   "{\"access_token\":\"%s\",\"token_type\":\"Bearer\","
			   "\"expires_in\":%d,\"session_expires_at\":\"%s\"}",
			   token_issue(&req->op, req->token_keys, TOKEN_CONSOLE, session->id),
			   TOKEN_SECONDS, session->expires_at));
}

/* Nothing tells an unknown login from a wrong password: not the answer, not the time it takes. */
static enum problem judge(struct req *req, const struct sign_in_body *body, const char **attempt)
{
	const char *address = req_param(req, "REMOTE_ADDR");
	struct sign_in sign_in;
	enum problem p =
		session_begin(&req->op, body->login, address == NULL ? "" : address, &sign_in);

	if (p != PROBLEM_NONE)
		return p;
	*attempt = sign_in.attempt;
	return password_is_right(sign_in.password_hash, body->password) ? PROBLEM_NONE
									: PROBLEM_SIGN_IN_FAILED;
}

/* The one handler with two calls: between them the password is judged, in no transaction. */
static enum problem session_create(struct req *req)
{
	const struct sign_in_body *body = req->body;
	const char *attempt, *refresh = refresh_make(req);
	struct session session;
	enum problem p;

	if (req_waited_ms(req) > QUEUE_MAX_MS)
		return op_fail(&req->op, PROBLEM_BUSY, "too many are signing in at the moment");
	p = judge(req, body, &attempt);
	password_wipe((char *)body->password);
	if (p == PROBLEM_NONE)
		p = session_open(&req->op, attempt, auth_hash(req, refresh), &session);
	if (p == PROBLEM_SIGN_IN_FAILED)
		req->op.detail = NULL;
	return p != PROBLEM_NONE ? p : answer(req, 201, &session, refresh);
}

static enum problem session_delete(struct req *req)
{
	enum problem p = session_close(&req->op, req->auth.session);

	if (p != PROBLEM_NONE)
		return p;
	refresh_clear_cookie(req);
	return req_reply_empty(req, 204);
}

static enum problem session_refresh(struct req *req)
{
	const char *refresh = refresh_make(req);
	struct session session;
	enum problem p =
		session_rotate(&req->op, req->auth.refresh_hash, auth_hash(req, refresh), &session);

	if (p != PROBLEM_NONE)
		return p;
	if (session.id != NULL)
		return answer(req, 200, &session, refresh);
	refresh_clear_cookie(req);
	return op_fail(&req->op, PROBLEM_UNAUTHENTICATED, "the session has ended: sign in again");
}

const struct route session_routes[] = {
	{
		"POST",
		"/v1/session",
		SCOPE_PUBLIC,
		POOL_AUTH,
		BODY_SMALL,
		.flags = ROUTE_SECRET,
		.fields = sign_in_fields,
		.body_size = sizeof(struct sign_in_body),
		.handle = session_create,
	},
	{
		"DELETE",
		"/v1/session",
		SCOPE_MEMBER,
		POOL_AUTH,
		BODY_SMALL,
		.handle = session_delete,
	},
	{
		"POST",
		"/v1/session/refresh",
		SCOPE_REFRESH,
		POOL_FAST,
		BODY_SMALL,
		.handle = session_refresh,
	},
	{ 0 },
};
