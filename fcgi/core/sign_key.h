/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { SIGN_PUBLIC_SIZE = 32, SIGN_SECRET_SIZE = 64 };

/* An Ed25519 key; overwritten when it is freed. */
struct sign_key {
	unsigned char secret[SIGN_SECRET_SIZE];
	unsigned char public[SIGN_PUBLIC_SIZE];
};

/*
 * The key in a PEM file (PKCS #8, as of `openssl genpkey -algorithm ed25519`), which must be
 * readable by its owner alone.  NULL, and *fault says why.
 */
struct sign_key *sign_key_load(const void *owner, const char *path, const char **fault);

/*
 * Makes a key: the secret one in path (0600), the public one in path.pub (0644).  Neither
 * file may exist.  False, and *fault says why.
 */
bool sign_key_make(const void *owner, const char *path, const char **fault);

/* The public key in a PEM file (SubjectPublicKeyInfo).  NULL, and *fault says why. */
unsigned char *sign_public_load(const void *owner, const char *path, const char **fault);

/* The detached signature of size bytes, in base64. */
char *sign_bytes(const void *owner, const struct sign_key *key, const void *bytes, size_t size);

/* Whether signature (base64, white space around it ignored) is one of these bytes. */
bool sign_is_good(const unsigned char public[SIGN_PUBLIC_SIZE], const void *bytes, size_t size,
		  const char *signature);
