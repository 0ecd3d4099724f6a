/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "http/token_cache.h"

#include <sodium.h>
#include <string.h>

#include "core/mem.h"

#define HASH_BYTES crypto_generichash_BYTES

struct place {
	unsigned char hash[HASH_BYTES];
	struct token_claims claims; /* without a session: nobody's place */
};

struct token_cache {
	struct place places[TOKEN_CACHE_PLACES];
};

_Static_assert(TOKEN_CACHE_PLACES == 256, "the first byte of a hash is the number of its place");

struct token_cache *token_cache_new(const void *owner)
{
	return mem_zero(owner, struct token_cache);
}

static void hash_token(unsigned char *hash, const char *token)
{
	crypto_generichash(hash, HASH_BYTES, (const unsigned char *)token, strlen(token), NULL, 0);
}

bool token_cache_find(const struct token_cache *cache, const char *token,
		      struct token_claims *claims)
{
	unsigned char hash[HASH_BYTES];
	const struct place *place;

	hash_token(hash, token);
	place = &cache->places[hash[0]];
	if (place->claims.session[0] == '\0' || memcmp(place->hash, hash, sizeof(hash)) != 0)
		return false;
	*claims = place->claims;
	return true;
}

void token_cache_add(struct token_cache *cache, const char *token,
		     const struct token_claims *claims)
{
	unsigned char hash[HASH_BYTES];
	struct place *place;

	hash_token(hash, token);
	place = &cache->places[hash[0]];
	memcpy(place->hash, hash, sizeof(hash));
	place->claims = *claims;
}
