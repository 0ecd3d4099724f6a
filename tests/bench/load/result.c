/* SPDX-License-Identifier: Apache-2.0 */
#include "load.h"

#include <stdio.h>

#define STATUS_MAX 600
/* Latencies in buckets whose width is below 2 % of their value. */
#define MANTISSA_BITS 6
#define BUCKETS	      (64 << MANTISSA_BITS)

static struct {
	unsigned long by_status[STATUS_MAX], errors, timeouts, n;
	unsigned long buckets[BUCKETS];
	long max_us;
} result;

static int bucket_of(long us)
{
	int shift = 0;

	while (us >> (shift + MANTISSA_BITS + 1) > 0)
		shift++;
	return (shift << MANTISSA_BITS) + (int)(us >> shift);
}

static long bucket_value(int bucket)
{
	int shift = (bucket >> MANTISSA_BITS) - 1;

	if (shift <= 0)
		return bucket;
	return (long)(bucket - (shift << MANTISSA_BITS)) << shift;
}

static long percentile(double share)
{
	unsigned long wanted = (unsigned long)(share * (double)result.n), seen = 0;

	for (int i = 0; i < BUCKETS; i++) {
		seen += result.buckets[i];
		if (seen > wanted)
			return bucket_value(i);
	}
	return result.max_us;
}

void result_answer(int status, long us)
{
	result.by_status[status > 0 && status < STATUS_MAX ? status : 0]++;
	result.buckets[bucket_of(us)]++;
	result.n++;
	if (us > result.max_us)
		result.max_us = us;
}

void result_error(void)
{
	result.errors++;
}

void result_timeout(void)
{
	result.timeouts++;
}

void result_print(double seconds)
{
	const char *comma = "";

	printf("{\"seconds\": %.3f, \"answers\": %lu, \"errors\": %lu, \"timeouts\": %lu, ",
	       seconds, result.n, result.errors, result.timeouts);
	printf("\"p50_us\": %ld, \"p90_us\": %ld, \"p99_us\": %ld, \"max_us\": %ld, \"statuses\": "
	       "{",
	       percentile(0.5), percentile(0.9), percentile(0.99), result.max_us);
	for (int i = 0; i < STATUS_MAX; i++) {
		if (result.by_status[i] == 0)
			continue;
		printf("%s\"%d\": %lu", comma, i, result.by_status[i]);
		comma = ", ";
	}
	printf("}}\n");
}
