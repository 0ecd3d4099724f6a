/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdlib.h>
#include <talloc.h>

/*
 * talloc that never gives NULL: a process out of memory aborts, and its
 * supervisor starts another.  ctx is the owner; its end is the end of all it owns.
 */
#define mem_zero(ctx, type)	    ((type *)mem_check(talloc_zero(ctx, type)))
#define mem_array(ctx, type, n)	    ((type *)mem_check(talloc_zero_array(ctx, type, n)))
#define mem_grow(ctx, ptr, type, n) ((type *)mem_check(talloc_realloc(ctx, ptr, type, n)))
#define mem_strdup(ctx, s)	    ((char *)mem_check(talloc_strdup(ctx, s)))
#define mem_strndup(ctx, s, n)	    ((char *)mem_check(talloc_strndup(ctx, s, n)))
#define mem_printf(ctx, ...)	    ((char *)mem_check(talloc_asprintf(ctx, __VA_ARGS__)))
/* s must be a talloc string; the result takes its place. */
#define mem_append(s, ...) ((char *)mem_check(talloc_asprintf_append_buffer(s, __VA_ARGS__)))

static inline void *mem_check(void *p)
{
	if (p == NULL)
		abort();
	return p;
}

/* Tie a foreign object (PGresult, json_object, CURL…) to ctx.  NULL is passed through.  Returns
 * ptr. */
void *mem_own(const void *ctx, void *ptr, void (*release)(void *));
