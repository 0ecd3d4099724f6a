/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <assert.h>
#include <string.h>

#include "core/mem.h"
#include "fuzz.h"
#include "handlers/handlers.h"

/* The body of POST /v1/usage; a refusal of its shape always has a place. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct op *op = mem_zero(NULL, struct op);
	char *text = mem_array(op, char, (unsigned)size + 1);
	enum problem p;

	memcpy(text, data, size);
	p = fields_read(op, text, size, usage_fields, NULL);
	assert(p == PROBLEM_NONE || p == PROBLEM_BAD_REQUEST ||
	       (p == PROBLEM_INVALID_FIELD && op->pointer != NULL));
	/* SQL gets it as text: a NUL would cut it there. */
	if (p == PROBLEM_NONE)
		assert(memchr(text, '\0', size) == NULL);
	talloc_free(op);
	return 0;
}
