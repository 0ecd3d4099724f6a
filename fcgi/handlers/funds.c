/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/account_calls.h"
#include "calls/fund_calls.h"
#include "calls/purse_calls.h"
#include "core/instant.h"
#include "core/uuid.h"
#include "handlers/handlers.h"
#include "handlers/query_fields.h"

#define REASON_MAX 500
#define ORDER_MAX  100

struct change_body {
	const char *reason;
};

static const struct field change_fields[] = {
	FIELD(struct change_body, reason, "reason", true, 1, REASON_MAX),
	{ 0 },
};

struct freeze_body {
	const char *amount, *reason;
};

static const struct field freeze_fields[] = {
	FIELD_AMOUNT(struct freeze_body, amount, "amount", true),
	FIELD(struct freeze_body, reason, "reason", true, 1, REASON_MAX),
	{ 0 },
};

struct prepay_body {
	const char *order, *amount, *reason;
};

static const struct field prepay_fields[] = {
	FIELD(struct prepay_body, order, "order", true, 1, ORDER_MAX),
	FIELD_AMOUNT(struct prepay_body, amount, "amount", true),
	FIELD(struct prepay_body, reason, "reason", true, 1, REASON_MAX),
	{ 0 },
};

struct balance_query {
	const char *at;
};

static const struct field balance_fields[] = {
	QUERY_TEXT(struct balance_query, at, QUERY_INSTANT),
	{ 0 },
};

static const char *account_of_path(const struct req *req)
{
	return req->params[0];
}

static struct fund_change change_of(const struct req *req, const char *reason)
{
	return (struct fund_change){ req->params[0], reason, req->key };
}

static enum problem freeze_post(struct req *req)
{
	const struct freeze_body *body = req->body;
	const struct fund_change change = change_of(req, body->reason);
	const char *json;
	enum problem p = fund_freeze(&req->op, req->auth.session, &change, body->amount, &json);

	return p != PROBLEM_NONE ? p : req_reply(req, 201, json);
}

static enum problem holds_list(struct req *req)
{
	const char *json;
	enum problem p = fund_list_holds(&req->op, req->auth.session, req->params[0], &json);

	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

static enum problem balance_show(struct req *req)
{
	const struct balance_query *query = req->query;
	const char *json;
	enum problem p;

	if (query->at != NULL && !instant_is_text(query->at))
		return op_fail_at(&req->op, PROBLEM_INVALID_FIELD, "/at",
				  "must be an instant such as 2026-01-12T08:00:00Z");
	p = account_get_balance(&req->op, req->auth.session, req->params[0], query->at, &json);
	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

static enum problem prepayment_post(struct req *req)
{
	const struct prepay_body *body = req->body;
	const struct fund_change change = change_of(req, body->reason);
	const char *json;
	enum problem p =
		fund_prepay(&req->op, req->auth.session, &change, body->order, body->amount, &json);

	return p != PROBLEM_NONE ? p : req_reply(req, 201, json);
}

static enum problem account_freeze(struct req *req)
{
	const struct change_body *body = req->body;
	const struct fund_change change = change_of(req, body->reason);
	const char *json;
	enum problem p = fund_freeze_account(&req->op, req->auth.session, &change, &json);

	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

static enum problem account_unfreeze(struct req *req)
{
	const struct change_body *body = req->body;
	const struct fund_change change = change_of(req, body->reason);
	const char *json;
	enum problem p = fund_unfreeze_account(&req->op, req->auth.session, &change, &json);

	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

typedef enum problem purse_call(struct op *op, const char *session, const struct purse_change *c,
				const char **json);

static enum problem change_purse(struct req *req, purse_call *call)
{
	const struct change_body *body = req->body;
	const struct purse_change change = { req->params[0], req->params[1], body->reason,
					     req->key };
	const char *json;
	enum problem p;

	if (!uuid_is_text(change.purse))
		return op_fail(&req->op, PROBLEM_NO_SUCH_PURSE,
			       "the id of a voucher or card is a UUID");
	p = call(&req->op, req->auth.session, &change, &json);
	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

static enum problem purse_freeze_post(struct req *req)
{
	return change_purse(req, purse_freeze);
}

static enum problem purse_unfreeze_post(struct req *req)
{
	return change_purse(req, purse_unfreeze);
}

static enum problem purse_void_post(struct req *req)
{
	return change_purse(req, purse_void);
}

/* What takes effect at once on an account: its path, what its body fills, its handler. */
#define CHANGE(path_, fields_, body_, handle_)                                                     \
	{                                                                                          \
		"POST", "/v1/admin/accounts/{account}" path_, SCOPE_OPERATOR, POOL_FAST,           \
			BODY_SMALL, .flags = ROUTE_KEYED, .fields = (fields_),                     \
				    .body_size = sizeof(body_), .lock_key = account_of_path,       \
				    .handle = (handle_),                                           \
	}

const struct route fund_routes[] = {
	CHANGE("/freezes", freeze_fields, struct freeze_body, freeze_post),
	CHANGE("/prepayments", prepay_fields, struct prepay_body, prepayment_post),
	CHANGE("/freeze", change_fields, struct change_body, account_freeze),
	CHANGE("/unfreeze", change_fields, struct change_body, account_unfreeze),
	CHANGE("/purses/{purse}/freeze", change_fields, struct change_body, purse_freeze_post),
	CHANGE("/purses/{purse}/unfreeze", change_fields, struct change_body, purse_unfreeze_post),
	CHANGE("/purses/{purse}/void", change_fields, struct change_body, purse_void_post),
	{
		"GET",
		"/v1/admin/accounts/{account}/holds",
		SCOPE_OPERATOR,
		POOL_FAST,
		BODY_SMALL,
		.handle = holds_list,
	},
	{
		"GET",
		"/v1/admin/accounts/{account}/balance",
		SCOPE_OPERATOR,
		POOL_FAST,
		BODY_SMALL,
		.query = balance_fields,
		.query_size = sizeof(struct balance_query),
		.handle = balance_show,
	},
	{ 0 },
};
