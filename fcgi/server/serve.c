/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "server/serve.h"

#include <errno.h>
#include <fcgiapp.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "core/log.h"
#include "core/mem.h"
#include "core/monotonic.h"
#include "http/bulkhead.h"
#include "http/req.h"
#include "http/token_cache.h"

/* Of a body nobody wanted, this much is read to keep the connection. */
#define DISCARD_MAX (16 * 1024 * 1024)

/* Hashing passwords takes whole cores: others go first. */
#define AUTH_NICE 10

struct thread {
	struct serve_pool *pool;
	pthread_t id;
	struct db *db;
	struct token_cache *token_cache;
	FCGX_Request fcgi;
};

struct serve_pool {
	struct app *app;
	enum pool pool;
	struct worker_counters *counters;
	struct dispatch *dispatch;
	struct bulkhead *bulkhead;
	int n_threads;
	struct thread *threads;
};

static const char *fcgi_param(void *ctx, const char *name)
{
	FCGX_Request *fcgi = ctx;

	return FCGX_GetParam(name, fcgi->envp);
}

static size_t fcgi_read(void *ctx, char *buf, size_t size)
{
	FCGX_Request *fcgi = ctx;
	int n = FCGX_GetStr(buf, size > INT_MAX ? INT_MAX : (int)size, fcgi->in);

	return n > 0 ? (size_t)n : 0;
}

static void write_answer(FCGX_Request *fcgi, struct req *req)
{
	const char *head = req_head(req);

	FCGX_PutStr(head, (int)strlen(head), fcgi->out);
	if (strcmp(req->method, "HEAD") != 0)
		FCGX_PutStr(req->answer, (int)strlen(req->answer), fcgi->out);
}

static void log_request(const struct req *req, long us)
{
	const char *path = req->route == NULL ? log_quote(req, req->path) : req->route->path;
	const char *method = req->route == NULL ? log_quote(req, req->method) : req->route->method;

	log_info(&req->op, "request",
		 "method=%s path=%.200s status=%d ms=%ld.%03ld in=%zu out=%zu problem=%s", method,
		 path, req->status, us / 1000, us % 1000, req->text_len, strlen(req->answer),
		 req->outcome);
}

static void answer(struct thread *thread)
{
	const struct serve_pool *pool = thread->pool;
	const struct app *app = pool->app;
	const struct req_source source = { fcgi_param, fcgi_read, &thread->fcgi };
	long begun = monotonic_us(), us;
	struct req *req = req_new(NULL, &source);
	int number;

	atomic_fetch_add(&pool->counters->in_flight[pool->pool], 1);
	req->op.db = thread->db;
	req->pool = app->sockets.is_single ? POOL_UNSET : (int)pool->pool;
	req->bulkhead = pool->bulkhead;
	req->token_keys = app->token_keys;
	req->token_cache = thread->token_cache;
	route_serve(req, app->api->tables);
	write_answer(&thread->fcgi, req);
	us = monotonic_us() - begun;
	number = req->route == NULL ? COUNTERS_ROUTES_MAX
				    : route_number(app->api->tables, req->route);
	counters_count(app->counters, number, req->status, (unsigned long)us);
	log_request(req, us);
	talloc_free(req);
	atomic_fetch_sub(&pool->counters->in_flight[pool->pool], 1);
}

/*
 * What is left of the body must not be taken for the next request of the connection; even
 * without a body there is a record that ends it.
 */
static bool discard_body(FCGX_Request *fcgi)
{
	char buf[16384];
	size_t total = 0;
	int n;

	while ((n = FCGX_GetStr(buf, sizeof(buf), fcgi->in)) > 0) {
		total += (size_t)n;
		if (total > DISCARD_MAX)
			return false;
	}
	return true;
}

/* One request from the connection; whether it stays open.  If not, libfcgi has closed it. */
static bool serve_connection(struct thread *thread, int fd)
{
	FCGX_Request *fcgi = &thread->fcgi;
	bool is_kept;

	/* The three together make FCGX_Accept_r read from fd and never accept. */
	fcgi->ipcFd = fd;
	fcgi->listen_sock = -1;
	fcgi->keepConnection = 1;
	if (FCGX_Accept_r(fcgi) < 0)
		return false;
	answer(thread);
	if (!discard_body(fcgi) || dispatch_is_closing(thread->pool->dispatch))
		fcgi->keepConnection = 0;
	FCGX_Finish_r(fcgi);
	is_kept = fcgi->ipcFd >= 0;
	fcgi->ipcFd = -1;
	return is_kept;
}

static void *thread_main(void *arg)
{
	struct thread *thread = arg;
	struct dispatch *dispatch = thread->pool->dispatch;
	int conn, fd;

	/* On Linux this thread's own; what can't be had is no loss. */
	if (thread->pool->pool == POOL_AUTH)
		setpriority(PRIO_PROCESS, 0, AUTH_NICE);
	FCGX_InitRequest(&thread->fcgi, -1, 0);
	while ((conn = dispatch_next(dispatch, &fd)) >= 0)
		dispatch_done(dispatch, conn, serve_connection(thread, fd));
	return NULL;
}

static bool start_threads(struct serve_pool *pool)
{
	sigset_t all, before;
	bool ok = true;

	/* Signals are for the worker's first thread. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	for (int i = 0; ok && i < pool->n_threads; i++)
		ok = pthread_create(&pool->threads[i].id, NULL, thread_main, &pool->threads[i]) ==
		     0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (!ok)
		log_error(NULL, "thread_failed", "error=\"%s\"", strerror(errno));
	return ok;
}

struct serve_pool *serve_start(struct app *app, enum pool pool_, int number, int n_threads)
{
	struct serve_pool *pool = mem_zero(app, struct serve_pool);
	const char *name = mem_printf(pool, "%s %s", app->program, route_pool_name(pool_));

	pool->app = app;
	pool->pool = pool_;
	pool->counters = &app->counters->workers[number];
	pool->bulkhead = bulkhead_new(pool, n_threads);
	pool->n_threads = n_threads;
	pool->threads = mem_array(pool, struct thread, (unsigned)n_threads);
	pool->dispatch =
		dispatch_new(pool, &app->sockets.pools[pool_], &pool->counters->connections[pool_]);
	if (pool->dispatch == NULL)
		return NULL;
	for (int i = 0; i < n_threads; i++) {
		pool->threads[i].pool = pool;
		/* A root of its own: talloc trees must not be shared between threads. */
		pool->threads[i].db = app->api->open_db(app->conf, name);
		pool->threads[i].token_cache = token_cache_new(pool);
	}
	return start_threads(pool) ? pool : NULL;
}

void serve_sweep(struct serve_pool *pool)
{
	dispatch_sweep(pool->dispatch);
}

void serve_drain(struct serve_pool *pool, enum drain how)
{
	dispatch_drain(pool->dispatch, how);
}

long serve_left(struct serve_pool *pool)
{
	return dispatch_sweep(pool->dispatch);
}

void serve_stop(struct serve_pool *pool)
{
	dispatch_end(pool->dispatch);
	for (int i = 0; i < pool->n_threads; i++) {
		pthread_join(pool->threads[i].id, NULL);
		talloc_free(pool->threads[i].db);
	}
	talloc_free(pool);
}
