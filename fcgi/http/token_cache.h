/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "http/token.h"

/*
 * The access tokens that a thread has verified last, so that the next requests with one cost no
 * parsing.  Found by a hash of the whole token, of which nothing else is kept.  Valid for as
 * long as the keys that verified them: those of a worker never change.  Not shared by threads.
 */
struct token_cache;

enum { TOKEN_CACHE_PLACES = 256 };

/* What a token says.  Whoever finds it looks at the times and the audience again. */
struct token_claims {
	char session[37];
	long begin, end; /* seconds since 1970 */
	enum token_audience audience;
};

struct token_cache *token_cache_new(const void *owner);

bool token_cache_find(const struct token_cache *cache, const char *token,
		      struct token_claims *claims);

/* Only for a token whose signature and claims are right; takes the place of an older one. */
void token_cache_add(struct token_cache *cache, const char *token,
		     const struct token_claims *claims);
