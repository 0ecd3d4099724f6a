/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <string.h>

#include "http/req.h"

/* A request that no server brought: named parameters and a body, given in pieces. */
struct fake_source {
	struct {
		const char *name, *value;
	} params[12];
	const char *body;
	size_t body_len, piece; /* piece: at most so much a read; 0: all */
	size_t taken;
	struct req_source source;
};

static inline const char *fake_param(void *ctx, const char *name)
{
	struct fake_source *fake = ctx;

	for (size_t i = 0; i < 12 && fake->params[i].name != NULL; i++)
		if (strcmp(fake->params[i].name, name) == 0)
			return fake->params[i].value;
	return NULL;
}

static inline size_t fake_read(void *ctx, char *buf, size_t size)
{
	struct fake_source *fake = ctx;
	size_t n = fake->body_len - fake->taken;

	if (fake->piece > 0 && n > fake->piece)
		n = fake->piece;
	if (n > size)
		n = size;
	if (n > 0)
		memcpy(buf, fake->body + fake->taken, n);
	fake->taken += n;
	return n;
}

/* The fake must outlive the request. */
static inline struct req *fake_request(struct fake_source *fake)
{
	fake->source = (struct req_source){ fake_param, fake_read, fake };
	return req_new(NULL, &fake->source);
}
