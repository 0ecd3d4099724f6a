/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "core/voucher_code.h"

#include <ctype.h>
#include <sodium.h>
#include <string.h>

#include "core/mem.h"

#define GROUPS	   4
#define GROUP_SIZE 5

static const char alphabet[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

_Static_assert(sizeof(alphabet) - 1 == 32, "each character holds 5 bits");

char *voucher_code_make(const void *owner)
{
	char *code = mem_array(owner, char, GROUPS *(GROUP_SIZE + 1)), *out = code;

	for (int group = 0; group < GROUPS; group++) {
		if (group > 0)
			*out++ = '-';
		for (int i = 0; i < GROUP_SIZE; i++)
			*out++ = alphabet[randombytes_uniform(sizeof(alphabet) - 1)];
	}
	*out = '\0';
	return code;
}

/* Into plain, of VOUCHER_CODE_MAX bytes; its length, 0 when it is no code. */
static size_t normalise(const char *code, unsigned char *plain)
{
	size_t n = 0;

	for (; *code != '\0'; code++) {
		if (*code == ' ' || *code == '-')
			continue;
		if (n == VOUCHER_CODE_MAX || !isascii(*code) || !isalnum((unsigned char)*code))
			return 0;
		plain[n++] = (unsigned char)toupper((unsigned char)*code);
	}
	return n;
}

char *voucher_code_hash(const void *owner, const char *code)
{
	unsigned char plain[VOUCHER_CODE_MAX], hash[crypto_hash_sha256_BYTES];
	size_t n = normalise(code, plain);
	char *hex = NULL;

	if (n > 0) {
		crypto_hash_sha256(hash, plain, n);
		hex = mem_array(owner, char, 2 * sizeof(hash) + 1);
		sodium_bin2hex(hex, 2 * sizeof(hash) + 1, hash, sizeof(hash));
	}
	sodium_memzero(plain, sizeof(plain));
	return hex;
}
