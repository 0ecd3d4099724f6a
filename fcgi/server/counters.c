/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "server/counters.h"

#include <limits.h>
#include <sys/mman.h>

/* Upper bounds of by_time; the last bucket has none. */
static const struct {
	unsigned long microseconds;
	const char *seconds;
} bounds[COUNTERS_BUCKETS] = {
	{ 500, "0.0005" },     { 1000, "0.001" },  { 2500, "0.0025" }, { 5000, "0.005" },
	{ 10000, "0.01" },     { 25000, "0.025" }, { 50000, "0.05" },  { 100000, "0.1" },
	{ 250000, "0.25" },    { 1000000, "1" },   { 2500000, "2.5" }, { 10000000, "10" },
	{ ULONG_MAX, "+Inf" },
};

struct counters *counters_new(void)
{
	void *at = mmap(NULL, sizeof(struct counters), PROT_READ | PROT_WRITE,
			MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return at == MAP_FAILED ? NULL : at;
}

void counters_free(struct counters *counters)
{
	munmap(counters, sizeof(*counters));
}

void counters_worker_starts(struct counters *counters, int number, bool is_again)
{
	struct worker_counters *worker = &counters->workers[number];

	for (int pool = 0; pool < POOL_COUNT; pool++) {
		atomic_store(&worker->in_flight[pool], 0);
		atomic_store(&worker->connections[pool], 0);
	}
	if (is_again)
		atomic_fetch_add(&worker->restarts, 1);
}

void counters_count(struct counters *counters, int route, int status, unsigned long microseconds)
{
	int class = status / 100, bucket = 0;
	struct route_counters *row =
		&counters->routes[route < COUNTERS_ROUTES_MAX ? route : COUNTERS_ROUTES_MAX];

	atomic_fetch_add_explicit(&row->by_class[class >= 1 && class <= 5 ? class : 0], 1,
				  memory_order_relaxed);
	while (microseconds > bounds[bucket].microseconds)
		bucket++;
	atomic_fetch_add_explicit(&row->by_time[bucket], 1, memory_order_relaxed);
	atomic_fetch_add_explicit(&row->microseconds, microseconds, memory_order_relaxed);
}

static void print_requests(FILE *out, const struct route_counters *row, const char *method,
			   const char *path)
{
	for (int class = 1; class <= 5; class ++) {
		unsigned long n = atomic_load(&row->by_class[class]);

		if (n > 0)
			fprintf(out,
				"bc_requests_total{method=\"%s\",route=\"%s\",status=\"%dxx\"} "
				"%lu\n",
				method, path, class, n);
	}
}

static void print_seconds(FILE *out, const struct route_counters *row, const char *method,
			  const char *path)
{
	unsigned long n = 0, us = atomic_load(&row->microseconds);

	for (int bucket = 0; bucket < COUNTERS_BUCKETS; bucket++)
		n += atomic_load(&row->by_time[bucket]);
	if (n == 0)
		return;
	n = 0;
	for (int bucket = 0; bucket < COUNTERS_BUCKETS; bucket++) {
		n += atomic_load(&row->by_time[bucket]);
		fprintf(out,
			"bc_request_seconds_bucket{method=\"%s\",route=\"%s\",le=\"%s\"} %lu\n",
			method, path, bounds[bucket].seconds, n);
	}
	fprintf(out, "bc_request_seconds_sum{method=\"%s\",route=\"%s\"} %lu.%06lu\n", method, path,
		us / 1000000, us % 1000000);
	fprintf(out, "bc_request_seconds_count{method=\"%s\",route=\"%s\"} %lu\n", method, path, n);
}

static void
print_routes(FILE *out, const struct counters *counters, const struct route *const *tables,
	     void (*print)(FILE *, const struct route_counters *, const char *, const char *))
{
	int number = 0;

	for (; *tables != NULL; tables++)
		for (const struct route *r = *tables; r->method != NULL; r++, number++)
			if (number < COUNTERS_ROUTES_MAX)
				print(out, &counters->routes[number], r->method, r->path);
	print(out, &counters->routes[COUNTERS_ROUTES_MAX], "", "");
}

static void print_pools(FILE *out, const struct counters *counters)
{
	fprintf(out, "# HELP bc_in_flight Requests being served.\n# TYPE bc_in_flight gauge\n");
	for (int pool = POOL_FAST; pool < POOL_COUNT; pool++) {
		long n = 0;

		for (int i = 0; i < MASTER_WORKERS_MAX; i++)
			n += atomic_load(&counters->workers[i].in_flight[pool]);
		fprintf(out, "bc_in_flight{pool=\"%s\"} %ld\n", route_pool_name((enum pool)pool),
			n);
	}
	fprintf(out, "# HELP bc_connections Open connections from the web server.\n"
		     "# TYPE bc_connections gauge\n");
	for (int pool = POOL_FAST; pool < POOL_COUNT; pool++) {
		long n = 0;

		for (int i = 0; i < MASTER_WORKERS_MAX; i++)
			n += atomic_load(&counters->workers[i].connections[pool]);
		fprintf(out, "bc_connections{pool=\"%s\"} %ld\n", route_pool_name((enum pool)pool),
			n);
	}
}

void counters_print(FILE *out, const struct counters *counters, const struct route *const *tables)
{
	unsigned long restarts = 0;

	for (int i = 0; i < MASTER_WORKERS_MAX; i++)
		restarts += atomic_load(&counters->workers[i].restarts);
	fprintf(out, "# HELP bc_requests_total Requests answered.\n"
		     "# TYPE bc_requests_total counter\n");
	print_routes(out, counters, tables, print_requests);
	fprintf(out, "# HELP bc_request_seconds Time from reading to answering a request.\n"
		     "# TYPE bc_request_seconds histogram\n");
	print_routes(out, counters, tables, print_seconds);
	print_pools(out, counters);
	fprintf(out,
		"# HELP bc_worker_restarts_total Workers started again after they ended.\n"
		"# TYPE bc_worker_restarts_total counter\nbc_worker_restarts_total %lu\n",
		restarts);
}
