/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdio.h>

#include "http/fields.h"
#include "http/req.h"

/* Who may call a route.  Checked by the router with auth_check; there is no default. */
enum scope {
	SCOPE_UNSET = 0,
	SCOPE_PUBLIC,	/* anyone */
	SCOPE_SITE,	/* a site, by its credential */
	SCOPE_MEMBER,	/* a member of an account, by an access token */
	SCOPE_OPERATOR, /* an operator, by an access token for operators */
	SCOPE_REFRESH,	/* a browser, by the cookie with the refresh token */
};

/* Which threads serve it; each pool has a socket of its own. */
enum pool { POOL_UNSET = 0, POOL_FAST, POOL_AUTH, POOL_BULK, POOL_COUNT };

enum {
	ROUTE_RAW = 1,	  /* the body goes on as it came, after a check against fields */
	ROUTE_SECRET = 2, /* the body's bytes are overwritten once its fields are read */
	ROUTE_KEYED = 4,  /* it moves money: the header Idempotency-Key, a UUID, is required */
};

enum {
	BODY_SMALL = 64 * 1024,
	BODY_PROPOSAL = 1024 * 1024,
	BODY_USAGE = 4 * 1024 * 1024,
};

/* A row of the route tables; rows end with { 0 }.  scope, pool and body_limit are mandatory. */
struct route {
	const char *method;
	const char *path; /* segments are literal or {name}; at most REQ_PARAMS_MAX names */
	enum scope scope;
	enum pool pool;
	size_t body_limit; /* bytes */
	unsigned flags;
	const struct field *fields; /* of the body; NULL: the route takes none */
	size_t body_size;	    /* of the struct that fields fill */
	const struct field *query;  /* of the query string; NULL: the route takes none */
	size_t query_size;	    /* of the struct that query fills */
	/*
	 * The account that the handler will lock, for the bulkhead; NULL: it locks none.  Such
	 * routes may wait for one another, so only few of them run at a time.
	 */
	const char *(*lock_key)(const struct req *req);
	/* Answers by req_reply, or tells the problem. */
	enum problem (*handle)(struct req *req);
};

/*
 * Whether every row is complete and they fit together; if not, *fault (owned by owner) says
 * what is wrong.  A program with a faulty table must not start.
 */
bool route_tables_fit(const void *owner, const struct route *const *tables, const char **fault);

/* A line for each route: METHOD PATH SCOPE POOL BODY_LIMIT FLAGS, tab separated. */
void route_print(FILE *out, const struct route *const *tables);

/* Do all of a request: find the route, check, handle.  Afterwards the answer is in req. */
void route_serve(struct req *req, const struct route *const *tables);

const char *route_pool_name(enum pool pool);

/* The number of a route over all tables, for counters; the count for NULL or a strange one. */
int route_number(const struct route *const *tables, const struct route *route);
