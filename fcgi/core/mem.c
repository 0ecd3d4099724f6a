/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "core/mem.h"

struct owned {
	void *ptr;
	void (*release)(void *);
};

static int owned_release(struct owned *owned)
{
	owned->release(owned->ptr);
	return 0;
}

void *mem_own(const void *ctx, void *ptr, void (*release)(void *))
{
	struct owned *owned;

	if (ptr == NULL)
		return NULL;
	owned = mem_zero(ctx, struct owned);
	owned->ptr = ptr;
	owned->release = release;
	talloc_set_destructor(owned, owned_release);
	return ptr;
}
