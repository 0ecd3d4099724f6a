/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "core/machine_time.h"

#include <time.h>

long long machine_time_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
