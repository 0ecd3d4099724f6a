/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "core/sign_key.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include <sodium.h>

#include "core/file.h"
#include "core/mem.h"

#define SECRET_HEAD "-----BEGIN PRIVATE KEY-----\n"
#define SECRET_TAIL "\n-----END PRIVATE KEY-----\n"
#define PUBLIC_HEAD "-----BEGIN PUBLIC KEY-----\n"
#define PUBLIC_TAIL "\n-----END PUBLIC KEY-----\n"
#define VARIANT	    sodium_base64_VARIANT_ORIGINAL
#define SPACE	    " \t\r\n"

/* What stands before the 32 bytes of an Ed25519 key in DER (RFC 8410). */
static const unsigned char secret_der[] = { 0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06,
					    0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20 };
static const unsigned char public_der[] = { 0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
					    0x2b, 0x65, 0x70, 0x03, 0x21, 0x00 };

#define KEY_SIZE crypto_sign_SEEDBYTES
#define DER_MOST (sizeof(secret_der) + KEY_SIZE)
#define PEM_MOST 200

static int forget(struct sign_key *key)
{
	sodium_memzero(key, sizeof(*key));
	return 0;
}

/* The key's 32 bytes out of a PEM text that is exactly head, base64 of der and key, tail. */
static bool pem_read(const char *pem, const char *head, const char *tail, const unsigned char *der,
		     size_t der_size, unsigned char key[KEY_SIZE])
{
	unsigned char bytes[DER_MOST];
	size_t size = 0;
	const char *end = strstr(pem, tail + 1);
	bool good = strncmp(pem, head, strlen(head)) == 0 && end != NULL &&
		    sodium_base642bin(bytes, sizeof(bytes), pem + strlen(head),
				      (size_t)(end - pem) - strlen(head), SPACE, &size, NULL,
				      VARIANT) == 0 &&
		    size == der_size + KEY_SIZE && memcmp(bytes, der, der_size) == 0;

	if (good)
		memcpy(key, bytes + der_size, KEY_SIZE);
	sodium_memzero(bytes, sizeof(bytes));
	return good;
}

static void pem_write(char pem[PEM_MOST], const char *head, const char *tail,
		      const unsigned char *der, size_t der_size, const unsigned char key[KEY_SIZE])
{
	unsigned char bytes[DER_MOST];
	size_t used = strlen(head);

	memcpy(bytes, der, der_size);
	memcpy(bytes + der_size, key, KEY_SIZE);
	memcpy(pem, head, used);
	sodium_bin2base64(pem + used, PEM_MOST - used, bytes, der_size + KEY_SIZE, VARIANT);
	used = strlen(pem);
	memcpy(pem + used, tail, strlen(tail) + 1);
	sodium_memzero(bytes, sizeof(bytes));
}

static void from_seed(struct sign_key *key, const unsigned char seed[KEY_SIZE])
{
	crypto_sign_seed_keypair(key->public, key->secret, seed);
}

struct sign_key *sign_key_load(const void *owner, const char *path, const char **fault)
{
	unsigned char seed[KEY_SIZE];
	struct sign_key *key = NULL;
	struct stat status;
	size_t size;
	char *pem = file_read(owner, path, &size);

	if (pem == NULL || stat(path, &status) != 0) {
		*fault = mem_printf(owner, "%s: %s", path, strerror(errno));
	} else if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
		*fault = mem_printf(owner, "%s is open to others than its owner: chmod 600", path);
	} else if (!pem_read(pem, SECRET_HEAD, SECRET_TAIL, secret_der, sizeof(secret_der), seed)) {
		*fault = mem_printf(owner, "%s holds no Ed25519 key in PEM", path);
	} else {
		key = mem_zero(owner, struct sign_key);
		talloc_set_destructor(key, forget);
		from_seed(key, seed);
	}
	sodium_memzero(seed, sizeof(seed));
	if (pem != NULL)
		sodium_memzero(pem, size);
	return key;
}

bool sign_key_make(const void *owner, const char *path, const char **fault)
{
	unsigned char seed[KEY_SIZE];
	char secret[PEM_MOST], public[PEM_MOST];
	struct sign_key *key = mem_zero(owner, struct sign_key);
	const char *beside = mem_printf(owner, "%s.pub", path);

	talloc_set_destructor(key, forget);
	randombytes_buf(seed, sizeof(seed));
	from_seed(key, seed);
	pem_write(secret, SECRET_HEAD, SECRET_TAIL, secret_der, sizeof(secret_der), seed);
	pem_write(public, PUBLIC_HEAD, PUBLIC_TAIL, public_der, sizeof(public_der), key->public);
	*fault = NULL;
	if (!file_write_secret(owner, path, secret, false))
		*fault = mem_printf(owner, "%s: %s", path, strerror(errno));
	else if (!file_write(owner, beside, public, 0644, false))
		*fault = mem_printf(owner, "%s: %s", beside, strerror(errno));
	sodium_memzero(seed, sizeof(seed));
	sodium_memzero(secret, sizeof(secret));
	return *fault == NULL;
}

unsigned char *sign_public_load(const void *owner, const char *path, const char **fault)
{
	unsigned char *key = mem_array(owner, unsigned char, SIGN_PUBLIC_SIZE);
	const char *pem = file_read(owner, path, NULL);

	if (pem == NULL)
		*fault = mem_printf(owner, "%s: %s", path, strerror(errno));
	else if (!pem_read(pem, PUBLIC_HEAD, PUBLIC_TAIL, public_der, sizeof(public_der), key))
		*fault = mem_printf(owner, "%s holds no public Ed25519 key in PEM", path);
	else
		return key;
	return NULL;
}

char *sign_bytes(const void *owner, const struct sign_key *key, const void *bytes, size_t size)
{
	unsigned char signature[crypto_sign_BYTES];
	size_t room = sodium_base64_encoded_len(sizeof(signature), VARIANT);
	char *text = mem_array(owner, char, room);

	crypto_sign_detached(signature, NULL, bytes, size, key->secret);
	return sodium_bin2base64(text, room, signature, sizeof(signature), VARIANT);
}

bool sign_is_good(const unsigned char public[SIGN_PUBLIC_SIZE], const void *bytes, size_t size,
		  const char *text)
{
	unsigned char signature[crypto_sign_BYTES];
	size_t n = 0;

	return sodium_base642bin(signature, sizeof(signature), text, strlen(text), SPACE, &n, NULL,
				 VARIANT) == 0 &&
	       n == sizeof(signature) &&
	       crypto_sign_verify_detached(signature, bytes, size, public) == 0;
}
