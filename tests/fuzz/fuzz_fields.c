/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <assert.h>
#include <string.h>

#include "core/mem.h"
#include "fuzz.h"
#include "http/fields.h"

struct body {
	const char *amount, *note;
};

static const struct field fields[] = {
	FIELD(struct body, amount, "amount", true, 1, 32),
	FIELD(struct body, note, "note", false, 0, 100),
	{ .name = "tags", .type = FIELD_TEXTS, .max = 4 },
	{ 0 },
};

/* What is taken has its needed members; what is refused says why in text fit for JSON. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct op *op = mem_zero(NULL, struct op);
	const char *text = mem_strndup(op, (const char *)data, size);
	struct body body = { 0 };
	char *copy = mem_array(op, char, (unsigned)size + 1);
	enum problem p;

	/* strndup stops at a NUL; the parser must cope with those too. */
	memcpy(copy, data, size);
	p = fields_read(op, copy, size, fields, &body);
	if (p == PROBLEM_NONE)
		assert(body.amount != NULL && strlen(body.amount) > 0 && strlen(text) == size);
	else
		assert(op->detail != NULL);
	talloc_free(op);
	return 0;
}
