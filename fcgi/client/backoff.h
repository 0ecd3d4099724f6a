/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Decorrelated jitter: each wait is random between base and three times the one before,
 * at most cap.  Many that failed together thus don't come back together.
 */
struct backoff {
	unsigned base_ms, cap_ms;
	unsigned last_ms; /* 0: none yet */
};

/* The next wait in milliseconds. */
unsigned backoff_next(struct backoff *backoff);

/* The wait after so many failed attempts (1 and up), for who keeps only their number. */
unsigned backoff_after(unsigned base_ms, unsigned cap_ms, unsigned attempts);
