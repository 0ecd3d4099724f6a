/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <assert.h>
#include <string.h>

#include "core/mem.h"
#include "fuzz.h"
#include "http/auth.h"

/* A token lies inside the header and holds no byte that could end it early. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *header = mem_strndup(NULL, (const char *)data, size);
	const char *token = auth_bearer(header, AUTH_CREDENTIAL_MAX);

	if (token != NULL) {
		assert(token > header && token < header + strlen(header));
		assert(strlen(token) >= 16 && strpbrk(token, " \r\n\t\"") == NULL);
	}
	talloc_free(header);
	return 0;
}
