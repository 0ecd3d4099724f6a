/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <assert.h>
#include <string.h>

#include "core/mem.h"
#include "core/utf8.h"
#include "fuzz.h"
#include "http/query.h"

struct query {
	const char *from, *q;
};

static const struct field fields[] = {
	FIELD(struct query, from, "from", false, 1, 10),
	FIELD(struct query, q, "q", false, 1, 64),
	{ 0 },
};

static void check(const char *value, size_t max)
{
	const char *end;

	if (value == NULL)
		return;
	end = value + strlen(value);
	assert(end > value && utf8_count(value, strlen(value)) <= max);
	for (const char *p = value; p < end; p += utf8_size(p, end))
		assert(utf8_size(p, end) > 0);
}

/* What is taken is UTF-8 of the right length; what is refused has a place. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct op *op = mem_zero(NULL, struct op);
	const char *text = mem_strndup(op, (const char *)data, size);
	struct query query = { 0 };

	if (query_read(op, text, fields, &query) == PROBLEM_NONE) {
		check(query.from, 10);
		check(query.q, 64);
	} else {
		assert(op->pointer != NULL && op->detail != NULL);
	}
	talloc_free(op);
	return 0;
}
