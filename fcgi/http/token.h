/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/op.h"

/*
 * Access tokens: JWTs that name a session and serve for TOKEN_SECONDS.  The only caller of
 * libjwt, which takes the algorithm from the token and looks at no claim: both are done here.
 */
enum { TOKEN_SECONDS = 900, TOKEN_KEYS_MAX = 16 };

/* Whose doors a token opens; it opens no others. */
enum token_audience { TOKEN_CONSOLE = 0, TOKEN_OPERATOR };

struct token_cache;
struct token_keys;

/*
 * The keys of a file, owned by owner: lines "KID HS256 BASE64SECRET" (at least 32 bytes), empty
 * ones and comments by #.  The first key signs, all verify.  NULL when something is wrong with
 * it, or when anybody but its owner may read or write it; *fault then says what and where,
 * without the secret.
 */
struct token_keys *token_keys_load(const void *owner, const char *path, const char **fault);

/* A token of a session, owned by op. */
const char *token_issue(struct op *op, const struct token_keys *keys, enum token_audience audience,
			const char *session);

/*
 * UNAUTHENTICATED, or the id of the session, which is for the database to know; owned by op.
 * The cache, which may be NULL, has seen no other keys.
 */
enum problem token_verify(struct op *op, const struct token_keys *keys, struct token_cache *cache,
			  enum token_audience audience, const char *token, const char **session);
