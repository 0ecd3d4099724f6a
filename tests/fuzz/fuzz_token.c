/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <assert.h>
#include <string.h>

#include "core/mem.h"
#include "fuzz.h"
#include "http/token.h"
#include "http/token_keys.h"

static const struct token_keys keys = {
	.n = 1,
	.keys = { { .kid = "a",
		    .alg = JWT_ALG_HS256,
		    .secret = "0123456789abcdef0123456789abcdef",
		    .size = 32 } },
};

/* A token gives a session's id or a refusal that says why, and nothing in between. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct op *op = mem_zero(NULL, struct op);
	const char *token = mem_strndup(op, (const char *)data, size);
	const char *session = NULL;
	enum problem p = token_verify(op, &keys, NULL, TOKEN_CONSOLE, token, &session);

	if (p == PROBLEM_NONE)
		assert(session != NULL && strlen(session) == 36);
	else
		assert(p == PROBLEM_UNAUTHENTICATED && session == NULL && op->detail != NULL);
	talloc_free(op);
	return 0;
}
