/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "client/backoff.h"

#include <sodium.h>

/* Beyond this many steps the cap was reached long ago. */
#define MAX_STEPS 32

unsigned backoff_next(struct backoff *backoff)
{
	unsigned last = backoff->last_ms > backoff->base_ms ? backoff->last_ms : backoff->base_ms;
	unsigned top = last > backoff->cap_ms / 3 ? backoff->cap_ms : last * 3;

	if (top < backoff->base_ms)
		top = backoff->base_ms;
	backoff->last_ms = backoff->base_ms + randombytes_uniform(top - backoff->base_ms + 1);
	return backoff->last_ms;
}

unsigned backoff_after(unsigned base_ms, unsigned cap_ms, unsigned attempts)
{
	struct backoff backoff = { .base_ms = base_ms, .cap_ms = cap_ms };
	unsigned wait = base_ms;

	for (unsigned i = 0; i < attempts && i < MAX_STEPS; i++)
		wait = backoff_next(&backoff);
	return wait;
}
