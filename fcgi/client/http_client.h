/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>

/* Calls to the outside by libcurl; one client keeps its connection open between calls. */
struct http_client;

struct http_post {
	const char *url;
	const char *bearer; /* or NULL */
	const char *content_type;
	const char *body;
	size_t size;
};

struct http_answer {
	long status;	      /* 0: there was no answer, see fault */
	const char *fault;    /* why */
	const char *body;     /* whole, with a NUL behind it */
	unsigned retry_after; /* seconds the server asked for; 0: it didn't */
};

/* Owned by owner.  Times out after 2 s without a connection, timeout_seconds in all. */
struct http_client *http_client_new(const void *owner, long timeout_seconds);

/* The answer's texts are owned by owner.  Redirects are not followed. */
void http_client_post(struct http_client *client, const void *owner, const struct http_post *post,
		      struct http_answer *answer);
