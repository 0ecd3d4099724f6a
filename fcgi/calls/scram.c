/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/scram.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#define PREFIX	       "SCRAM-SHA-256$"
#define KEY	       crypto_auth_hmacsha256_BYTES
#define MAX_SALT       64
#define MAX_ITERATIONS 1000000

static void hmac(const unsigned char *key, size_t key_size, const unsigned char *text, size_t size,
		 unsigned char out[KEY])
{
	crypto_auth_hmacsha256_state state;

	crypto_auth_hmacsha256_init(&state, key, key_size);
	crypto_auth_hmacsha256_update(&state, text, size);
	crypto_auth_hmacsha256_final(&state, out);
}

/* Hi() of RFC 5802: PBKDF2 of one block. */
static void salted_password(const char *password, const unsigned char *salt, size_t salt_size,
			    unsigned long iterations, unsigned char out[KEY])
{
	unsigned char first[MAX_SALT + 4], step[KEY];

	memcpy(first, salt, salt_size);
	memcpy(first + salt_size, "\0\0\0\1", 4);
	hmac((const unsigned char *)password, strlen(password), first, salt_size + 4, step);
	memcpy(out, step, KEY);
	for (unsigned long i = 1; i < iterations; i++) {
		hmac((const unsigned char *)password, strlen(password), step, KEY, step);
		for (size_t b = 0; b < KEY; b++)
			out[b] ^= step[b];
	}
}

static bool is_ascii(const char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text < 0x20 || (unsigned char)*text > 0x7e)
			return false;
	return true;
}

/* Base64 up to a stop character, which *text is moved behind; its size, 0 when it is none. */
static size_t read_base64(const char **text, char stop, unsigned char *out, size_t room)
{
	const char *end = strchr(*text, stop);
	size_t size;

	if (end == NULL || sodium_base642bin(out, room, *text, (size_t)(end - *text), NULL, &size,
					     NULL, sodium_base64_VARIANT_ORIGINAL) != 0)
		return 0;
	*text = end + 1;
	return size;
}

bool scram_matches(const char *verifier, const char *password)
{
	unsigned char salt[MAX_SALT], stored[KEY], salted[KEY], client[KEY], hash[KEY];
	char *end;

	if (verifier == NULL || !is_ascii(password) ||
	    strncmp(verifier, PREFIX, strlen(PREFIX)) != 0)
		return false;
	unsigned long iterations = strtoul(verifier + strlen(PREFIX), &end, 10);
	if (*end != ':' || iterations < 1 || iterations > MAX_ITERATIONS)
		return false;
	const char *text = end + 1;
	size_t salt_size = read_base64(&text, '$', salt, sizeof(salt));
	if (salt_size == 0 || read_base64(&text, ':', stored, sizeof(stored)) != KEY)
		return false;
	salted_password(password, salt, salt_size, iterations, salted);
	hmac(salted, KEY, (const unsigned char *)"Client Key", strlen("Client Key"), client);
	crypto_hash_sha256(hash, client, KEY);
	return sodium_memcmp(hash, stored, KEY) == 0;
}
