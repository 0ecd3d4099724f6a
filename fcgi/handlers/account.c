/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/own_calls.h"
#include "handlers/handlers.h"
#include "handlers/query_fields.h"

static const struct field balance_fields[] = {
	QUERY_TEXT(struct balance_query, at, QUERY_INSTANT),
	{ 0 },
};

static const struct field voucher_fields[] = {
	QUERY_TEXT(struct voucher_query, state, QUERY_WORD),
	QUERY_TEXT(struct voucher_query, kind, QUERY_WORD),
	QUERY_TEXT(struct voucher_query, expires_before, QUERY_INSTANT),
	QUERY_PAGE(struct voucher_query),
	{ 0 },
};

static const struct field card_fields[] = {
	QUERY_TEXT(struct card_query, state, QUERY_WORD),
	QUERY_TEXT(struct card_query, expires_before, QUERY_INSTANT),
	QUERY_PAGE(struct card_query),
	{ 0 },
};

static const struct field transaction_fields[] = {
	QUERY_TEXT(struct transaction_query, from, QUERY_DAY),
	QUERY_TEXT(struct transaction_query, until, QUERY_DAY),
	QUERY_TEXT(struct transaction_query, type, QUERY_WORD),
	QUERY_TEXT(struct transaction_query, source, QUERY_WORD),
	QUERY_TEXT(struct transaction_query, direction, QUERY_WORD),
	QUERY_TEXT(struct transaction_query, purse, QUERY_UUID),
	QUERY_PAGE(struct transaction_query),
	{ 0 },
};

static enum problem me_get(struct req *req)
{
	const char *json;
	enum problem p = own_me(&req->op, req->auth.session, &json);

	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

static enum problem balance_get(struct req *req)
{
	const char *json;
	const struct balance_query *query = req->query;
	enum problem p = own_balance(&req->op, req->auth.session, query->at, &json);

	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

static enum problem vouchers_list(struct req *req)
{
	const char *json;
	enum problem p = own_vouchers(&req->op, req->auth.session, req->query, &json);

	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

static enum problem cards_list(struct req *req)
{
	const char *json;
	enum problem p = own_cards(&req->op, req->auth.session, req->query, &json);

	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

static enum problem transactions_list(struct req *req)
{
	const char *json;
	enum problem p = own_transactions(&req->op, req->auth.session, req->query, &json);

	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

const struct route account_routes[] = {
	{
		"GET",
		"/v1/me",
		SCOPE_MEMBER,
		POOL_FAST,
		BODY_SMALL,
		.handle = me_get,
	},
	{
		"GET",
		"/v1/balance",
		SCOPE_MEMBER,
		POOL_FAST,
		BODY_SMALL,
		.query = balance_fields,
		.query_size = sizeof(struct balance_query),
		.handle = balance_get,
	},
	{
		"GET",
		"/v1/vouchers",
		SCOPE_MEMBER,
		POOL_FAST,
		BODY_SMALL,
		.query = voucher_fields,
		.query_size = sizeof(struct voucher_query),
		.handle = vouchers_list,
	},
	{
		"GET",
		"/v1/cards",
		SCOPE_MEMBER,
		POOL_FAST,
		BODY_SMALL,
		.query = card_fields,
		.query_size = sizeof(struct card_query),
		.handle = cards_list,
	},
	{
		"GET",
		"/v1/transactions",
		SCOPE_MEMBER,
		POOL_FAST,
		BODY_SMALL,
		.query = transaction_fields,
		.query_size = sizeof(struct transaction_query),
		.handle = transactions_list,
	},
	{ 0 },
};
