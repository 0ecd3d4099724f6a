/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "core/monotonic.h"

#include <time.h>

long monotonic_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

long monotonic_ms(void)
{
	return monotonic_us() / 1000;
}
