/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/purse_calls.h"
#include "core/mem.h"
#include "core/voucher_code.h"
#include "handlers/handlers.h"

struct card_body {
	const char *amount;
};

static const struct field card_fields[] = {
	FIELD_AMOUNT(struct card_body, amount, "amount", true),
	{ 0 },
};

struct activation_body {
	const char *code; /* overwritten by the router */
};

static const struct field activation_fields[] = {
	FIELD_SECRET(struct activation_body, code, "code", true, 1, VOUCHER_CODE_MAX),
	{ 0 },
};

/* The account is known to the database alone; one member's requests stand for it. */
static const char *lock_key(const struct req *req)
{
	return req->auth.session;
}

static enum problem card_buy(struct req *req)
{
	const struct card_body *body = req->body;
	const char *json;
	enum problem p = purse_buy_card(&req->op, req->auth.session, body->amount, req->key, &json);

	return p != PROBLEM_NONE ? p : req_reply(req, 201, json);
}

static enum problem voucher_activate(struct req *req)
{
	const struct activation_body *body = req->body;
	const char *hash = voucher_code_hash(req, body->code), *json;
	enum problem p;

	if (hash == NULL)
		return op_fail_at(&req->op, PROBLEM_INVALID_FIELD, "/code",
				  "must have letters and digits, spaces and hyphens");
	p = purse_activate(&req->op, req->auth.session, mem_printf(req, "\\x%s", hash), req->key,
			   &json);
	return p != PROBLEM_NONE ? p : req_reply(req, 201, json);
}

const struct route spending_routes[] = {
	{
		"POST",
		"/v1/cards",
		SCOPE_MEMBER,
		POOL_FAST,
		BODY_SMALL,
		.flags = ROUTE_KEYED,
		.fields = card_fields,
		.body_size = sizeof(struct card_body),
		.lock_key = lock_key,
		.handle = card_buy,
	},
	{
		"POST",
		"/v1/vouchers/activations",
		SCOPE_MEMBER,
		POOL_FAST,
		BODY_SMALL,
		.flags = ROUTE_KEYED | ROUTE_SECRET,
		.fields = activation_fields,
		.body_size = sizeof(struct activation_body),
		.lock_key = lock_key,
		.handle = voucher_activate,
	},
	{ 0 },
};
