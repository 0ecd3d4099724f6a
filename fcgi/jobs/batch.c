/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "jobs/batch.h"

#define LONG_MS	 60
#define SHORT_MS 25

unsigned batch_next(unsigned size, long ms)
{
	if (ms > LONG_MS)
		size /= 2;
	else if (ms < SHORT_MS)
		size *= 2;
	if (size < BATCH_LEAST)
		return BATCH_LEAST;
	return size < BATCH_MOST ? size : BATCH_MOST;
}
