/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "core/password.h"

#include <sodium.h>
#include <string.h>

#include "core/mem.h"

#define PASSES	     2
#define MEMORY_BYTES (19UL * 1024 * 1024)

/* Of nobody's password, with the parameters above. */
static const char nobody[] = "$argon2id$v=19$m=19456,t=2,p=1$6wBeOfWSUoiaefClLfRwsQ$"
			     "vUjkf7usXmmwrBUrshVJhw6c+FpiSDFQ+s6mB1ONehk";

const char *password_hash(const void *owner, const char *password)
{
	char hash[crypto_pwhash_STRBYTES];

	if (crypto_pwhash_str_alg(hash, password, strlen(password), PASSES, MEMORY_BYTES,
				  crypto_pwhash_ALG_ARGON2ID13) != 0)
		abort(); /* out of memory */
	return mem_strdup(owner, hash);
}

bool password_is_right(const char *hash, const char *password)
{
	const char *compared = hash == NULL ? nobody : hash;
	bool is_same = crypto_pwhash_str_verify(compared, password, strlen(password)) == 0;

	return is_same && hash != NULL;
}

void password_wipe(char *text)
{
	if (text != NULL)
		sodium_memzero(text, strlen(text));
}
