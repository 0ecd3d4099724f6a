/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "core/op.h"

/* A claimed job; texts live as long as the op that claimed it. */
struct job {
	const char *id;
	const char *kind;
	const char *payload; /* JSON */
	unsigned attempts;   /* this one included */
};

/* A connection with the role bc_jobs, for the op->db of all jobs of a runner. */
struct db *job_connect(const void *owner, const char *url);

/* Inserts the jobs that are due and makes days and partitions ahead; cheap when nothing is. */
enum problem job_tick(struct op *op);

/* *job is NULL when nothing waits.  worker: who holds the lease. */
enum problem job_claim(struct op *op, const char *worker, const char *lease_seconds,
		       struct job **job);

/* *held: the lease was still ours; if not, another has the job and nothing was changed. */
enum problem job_finish(struct op *op, const struct job *job, const char *worker, bool *held);
enum problem job_fail(struct op *op, const struct job *job, const char *worker, const char *error,
		      unsigned retry_seconds, bool *held);

/* One transaction of a job of that kind; the lease begins anew.  *is_done: nothing is left. */
enum problem job_close_step(struct op *op, const struct job *job, const char *worker,
			    const char *lease_seconds, const char *batch, bool *is_done);
enum problem job_sweep_step(struct op *op, const struct job *job, const char *worker,
			    const char *lease_seconds, const char *batch, bool *is_done);
