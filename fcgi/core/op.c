/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "core/op.h"

#include <stdarg.h>

#include "core/mem.h"

enum problem op_fail(struct op *op, enum problem p, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	op->detail = mem_check(talloc_vasprintf(op, fmt, ap));
	va_end(ap);
	op->pointer = NULL;
	return p;
}

enum problem op_fail_at(struct op *op, enum problem p, const char *pointer, const char *fmt, ...)
{
	/* Copied first: pointer may be the one that op holds already. */
	const char *copy = pointer == NULL ? NULL : mem_strdup(op, pointer);
	va_list ap;

	va_start(ap, fmt);
	op->detail = mem_check(talloc_vasprintf(op, fmt, ap));
	va_end(ap);
	op->pointer = copy;
	return p;
}
