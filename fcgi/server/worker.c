/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "server/worker.h"

#include <fcgiapp.h>
#include <poll.h>
#include <stdatomic.h>

#include "core/log.h"
#include "core/mem.h"
#include "core/monotonic.h"
#include "server/master.h"
#include "server/metrics.h"
#include "server/serve.h"

#define SWEEP_MS      5000
#define DRAIN_TICK_MS 5
/* A hash of a password takes a core; more threads would only make all of them slow. */
#define AUTH_THREADS 1
#define BULK_THREADS 2

struct worker {
	struct app *app;
	struct serve_pool *pools[POOL_COUNT];
};

static bool start_pools(struct worker *worker, int number)
{
	const int n_threads[POOL_COUNT] = {
		[POOL_FAST] = worker->app->conf->threads,
		[POOL_AUTH] = AUTH_THREADS,
		[POOL_BULK] = BULK_THREADS,
	};

	for (int pool = POOL_FAST; pool < POOL_COUNT; pool++) {
		if (worker->app->sockets.pools[pool].listen < 0)
			continue;
		worker->pools[pool] =
			serve_start(worker->app, (enum pool)pool, number, n_threads[pool]);
		if (worker->pools[pool] == NULL)
			return false;
	}
	return true;
}

static void serve_until_told(struct worker *worker)
{
	struct pollfd fds[] = {
		{ .fd = master_stop_fd(), .events = POLLIN },
		{ .fd = worker->app->sockets.metrics, .events = POLLIN },
	};

	for (long sweep_at = monotonic_ms() + SWEEP_MS;;) {
		long left = sweep_at - monotonic_ms();

		poll(fds, 2, left > 0 ? (int)left : 0);
		if ((fds[0].revents & POLLIN) != 0)
			return;
		if ((fds[1].revents & POLLIN) != 0)
			metrics_serve(worker->app);
		if (monotonic_ms() < sweep_at)
			continue;
		sweep_at = monotonic_ms() + SWEEP_MS;
		for (int pool = POOL_FAST; pool < POOL_COUNT; pool++)
			if (worker->pools[pool] != NULL)
				serve_sweep(worker->pools[pool]);
	}
}

static long count_left(struct worker *worker)
{
	long left = 0;

	for (int pool = POOL_FAST; pool < POOL_COUNT; pool++)
		if (worker->pools[pool] != NULL)
			left += serve_left(worker->pools[pool]);
	return left;
}

/* The master kills a worker that stays here for too long. */
static void drain(struct worker *worker)
{
	enum drain how =
		atomic_load(&worker->app->counters->is_stopping) ? DRAIN_CLOSE : DRAIN_HAND_OVER;

	for (int pool = POOL_FAST; pool < POOL_COUNT; pool++)
		if (worker->pools[pool] != NULL)
			serve_drain(worker->pools[pool], how);
	while (count_left(worker) > 0)
		poll(NULL, 0, DRAIN_TICK_MS);
	for (int pool = POOL_FAST; pool < POOL_COUNT; pool++)
		if (worker->pools[pool] != NULL)
			serve_stop(worker->pools[pool]);
}

int worker_run(struct app *app, int number)
{
	struct worker *worker = mem_zero(app, struct worker);

	worker->app = app;
	if (FCGX_Init() != 0 || !start_pools(worker, number)) {
		log_error(NULL, "worker_failed", "number=%d", number);
		return 1;
	}
	master_worker_ready();
	serve_until_told(worker);
	drain(worker);
	return 0;
}
