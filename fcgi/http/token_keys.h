/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <jwt.h>
#include <stddef.h>

#include "http/req.h"
#include "http/token.h"

/* What token_keys_load reads, for token.c alone. */
enum { TOKEN_SECRET_MIN = 32, TOKEN_SECRET_MAX = 256 };

struct token_key {
	char kid[REQ_ID_MAX + 1];
	jwt_alg_t alg;
	unsigned char secret[TOKEN_SECRET_MAX];
	size_t size;
};

struct token_keys {
	int n; /* at least 1 */
	struct token_key keys[TOKEN_KEYS_MAX];
};
