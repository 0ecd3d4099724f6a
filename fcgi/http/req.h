/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/op.h"

struct bulkhead;
struct route;
struct token_cache;
struct token_keys;

enum { REQ_PARAMS_MAX = 4, REQ_ID_MAX = 64 };

/* Where a request's parameters and body come from: FastCGI, or a test. */
struct req_source {
	const char *(*param)(void *ctx, const char *name); /* NULL when not there */
	size_t (*read)(void *ctx, char *buf, size_t size); /* 0 at the end and on errors */
	void *ctx;
};

/* Who is asking, as found out by auth_check. */
struct auth {
	const char *credential_hash; /* SCOPE_SITE: sha256 as bytea text, \x… */
	const char *session;	     /* SCOPE_MEMBER, SCOPE_OPERATOR: its id */
	const char *refresh_hash;    /* SCOPE_REFRESH: of the token, like credential_hash */
};

/* One request and its answer.  A talloc object; everything it needs is owned by it. */
struct req {
	struct op op; /* first, so that what op owns is owned by the request */
	const struct req_source *source;
	const char *method, *path;
	int pool; /* enum pool it came in by; POOL_UNSET when one socket serves all */

	const struct route *route; /* NULL until found */
	const char *params[REQ_PARAMS_MAX];
	struct auth auth;
	const char *key;		     /* ROUTE_KEYED: the UUID of Idempotency-Key */
	struct bulkhead *bulkhead;	     /* of the pool, or NULL */
	const struct token_keys *token_keys; /* NULL: no access token is any good */
	struct token_cache *token_cache;     /* of the thread, or NULL */
	void *query;			     /* the struct that route->query filled */
	char *text;			     /* the body's bytes, NUL-terminated */
	size_t text_len;
	void *body; /* the struct that route->fields filled */

	int status;			   /* 0 until answered */
	const char *content_type, *answer; /* content_type NULL: there is no content */
	char *headers;			   /* whole lines with \r\n */
	const char *outcome;		   /* slug of the problem answered, or "-" */
};

/*
 * A request owned by owner, with method, path and id taken from source, which must outlive it.
 * An id that isn't 1 to 64 letters, digits, '.', '_' or '-' is replaced by a random one.
 */
struct req *req_new(const void *owner, const struct req_source *source);

/* A parameter of the source ("REMOTE_ADDR"), or NULL. */
const char *req_param(struct req *req, const char *name);

/* A header of the client ("AUTHORIZATION"), or NULL. */
const char *req_header(struct req *req, const char *name);

/* How long ago nginx handed the request over; 0 when it doesn't say. */
long long req_waited_ms(struct req *req);

/* Read the body into text; BODY_TOO_LARGE above limit bytes, BAD_REQUEST when it ends early. */
enum problem req_read_body(struct req *req, size_t limit);

/* Answer with JSON text that lives as long as the request. */
enum problem req_reply(struct req *req, int status, const char *json);

/* Answer with status and headers alone. */
enum problem req_reply_empty(struct req *req, int status);

/* Add a header to the answer; its value must come from us, not from the client. */
void req_add_header(struct req *req, const char *name, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Answer with problem+json: title, what op says, the fault's place. */
void req_reply_problem(struct req *req, enum problem p);

/* The header of the answer, as CGI wants it, the empty line included. */
const char *req_head(struct req *req);

/* Whether text is an id as req_new takes it. */
bool req_is_id(const char *text);
