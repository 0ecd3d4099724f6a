/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "jobs/runner.h"

#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "calls/digest_calls.h"
#include "client/backoff.h"
#include "core/log.h"
#include "core/mem.h"
#include "core/monotonic.h"

/*
 * How often a runner looks for work when there is none, and for what is due: the first of a
 * master does it, the others only in case that one is busy.
 */
#define IDLE_MS	      150
#define TICK_MS	      200
#define SPARE_TICK_MS 2000
/* The same of a block; the database makes at most one a minute. */
#define BLOCK_MS       15000
#define SPARE_BLOCK_MS 60000
/* While the database is away. */
#define LOST_FIRST_MS 100
#define LOST_LAST_MS  2000
/* Between the tries of a job that fails. */
#define RETRY_FIRST_MS 1000
#define RETRY_LAST_MS  60000

/* True when it is time to stop. */
static bool wait_ms(const struct runner *runner, unsigned ms)
{
	struct pollfd fd = { .fd = runner->stop_fd, .events = POLLIN };

	return poll(&fd, 1, (int)ms) > 0;
}

bool runner_is_stopping(const struct runner *runner)
{
	return wait_ms(runner, 0);
}

static const struct job_kind *find_kind(const char *kind)
{
	for (const struct job_kind *k = job_kinds; k->kind != NULL; k++)
		if (strcmp(k->kind, kind) == 0)
			return k;
	return NULL;
}

/* Tell the queue.  When that can't be told either, the lease ends by itself. */
static enum problem end_job(struct op *op, const struct runner *runner, const struct job *job,
			    enum job_end end, const char *error)
{
	bool held = true;
	enum problem p;

	if (end == JOB_DONE)
		p = job_finish(op, job, runner->worker, &held);
	else if (end == JOB_STOPPED)
		p = job_fail(op, job, runner->worker, "the runner was stopped", 0, &held);
	else
		p = job_fail(op, job, runner->worker, error,
			     backoff_after(RETRY_FIRST_MS, RETRY_LAST_MS, job->attempts) / 1000,
			     &held);
	if (p == PROBLEM_NONE && !held)
		log_warn(op, "lease_lost", "kind=%s", job->kind);
	return p;
}

static enum problem run_job(struct op *op, const struct runner *runner, const struct job *job)
{
	static const char *const ends[] = { "done", "stopped", "failed" };
	const struct job_kind *kind = find_kind(job->kind);
	enum problem problem = PROBLEM_INTERNAL;
	enum job_end end = JOB_FAILED;
	unsigned steps = 0;
	long began = monotonic_ms();

	op->id = job->id;
	if (kind != NULL)
		end = kind->run(op, runner, job, &steps, &problem);
	else
		op_fail(op, problem, "this program knows no such kind of job");
	const char *error = op->detail;
	if (error == NULL && end == JOB_FAILED)
		error = problem_row(problem)->title;
	if (end == JOB_FAILED)
		log_error(op, "job", "kind=%s end=failed attempt=%u steps=%u ms=%ld error=%s",
			  job->kind, job->attempts, steps, monotonic_ms() - began,
			  log_quote(op, error));
	else
		log_info(op, "job", "kind=%s end=%s attempt=%u steps=%u ms=%ld", job->kind,
			 ends[end], job->attempts, steps, monotonic_ms() - began);
	return end_job(op, runner, job, end, error);
}

/* When it is next time for what a runner does beside its jobs. */
struct timers {
	long tick, block;
};

static enum problem tend(struct op *op, const struct runner *runner, struct timers *next)
{
	enum problem p = PROBLEM_NONE;

	if (monotonic_ms() >= next->tick) {
		p = job_tick(op);
		next->tick = monotonic_ms() + runner->tick_ms;
	}
	if (p == PROBLEM_NONE && monotonic_ms() >= next->block) {
		p = digest_make_block(op);
		next->block = monotonic_ms() + runner->block_ms;
	}
	return p;
}

/* One look: what is due, then one job.  *idle: there was none. */
static enum problem look(struct op *op, const struct runner *runner, struct timers *next,
			 bool *idle)
{
	struct job *job;
	enum problem p = tend(op, runner, next);

	*idle = true;
	if (p != PROBLEM_NONE)
		return p;
	p = job_claim(op, runner->worker, runner->lease_seconds, &job);
	if (p != PROBLEM_NONE || job == NULL)
		return p;
	*idle = false;
	return run_job(op, runner, job);
}

static void loop(const struct runner *runner, struct db *db)
{
	struct backoff lost = { .base_ms = LOST_FIRST_MS, .cap_ms = LOST_LAST_MS };
	struct timers next = { 0 };
	unsigned wait = 0;

	while (!wait_ms(runner, wait)) {
		struct op *op = mem_zero(NULL, struct op);
		bool idle;

		op->db = db;
		enum problem p = look(op, runner, &next, &idle);
		if (p != PROBLEM_NONE) {
			wait = backoff_next(&lost);
			log_warn(op, "queue", "problem=%s wait_ms=%u", problem_row(p)->slug, wait);
		} else {
			lost.last_ms = 0;
			wait = idle ? IDLE_MS : 0;
		}
		talloc_free(op);
	}
}

int runner_run(const struct conf *conf, int number, int stop_fd)
{
	char host[256] = "host";
	struct runner *runner = mem_zero(NULL, struct runner);

	gethostname(host, sizeof(host) - 1);
	runner->worker = mem_printf(runner, "%s:%ld:%d", host, (long)getpid(), number);
	runner->lease_seconds = mem_printf(runner, "%d", conf->lease_seconds);
	runner->stop_fd = stop_fd;
	runner->tick_ms = number == 0 ? TICK_MS : SPARE_TICK_MS;
	runner->block_ms = number == 0 ? BLOCK_MS : SPARE_BLOCK_MS;
	runner->conf = conf;
	loop(runner, job_connect(runner, conf->jobs_url));
	talloc_free(runner);
	return 0;
}
