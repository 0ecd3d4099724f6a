/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>

#include "http/route.h"
#include "server/master.h"

enum { COUNTERS_ROUTES_MAX = 256, COUNTERS_BUCKETS = 13 };

struct route_counters {
	atomic_ulong by_class[6];		/* answers by the first digit of their status */
	atomic_ulong by_time[COUNTERS_BUCKETS]; /* by the bound their time lies within */
	atomic_ulong microseconds;
};

struct worker_counters {
	atomic_long in_flight[POOL_COUNT];
	atomic_long connections[POOL_COUNT];
	atomic_ulong restarts;
};

/* One segment that the master makes before it forks; all workers count in it. */
struct counters {
	atomic_bool is_stopping; /* the whole service goes, not only a worker */
	struct route_counters routes[COUNTERS_ROUTES_MAX + 1]; /* the last: no route */
	struct worker_counters workers[MASTER_WORKERS_MAX];
};

/* Zero; NULL when the memory can't be had. */
struct counters *counters_new(void);
void counters_free(struct counters *counters);

/* Before a worker starts: what a crashed one left in flight is gone. */
void counters_worker_starts(struct counters *counters, int number, bool is_again);

void counters_count(struct counters *counters, int route, int status, unsigned long microseconds);

/* In Prometheus' text format. */
void counters_print(FILE *out, const struct counters *counters, const struct route *const *tables);
