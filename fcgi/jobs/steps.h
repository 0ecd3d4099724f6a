/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "jobs/runner.h"

/* One transaction of a job over a batch; the lease begins anew.  *is_done: nothing is left. */
typedef enum problem job_step(struct op *op, const struct job *job, const char *worker,
			      const char *lease_seconds, const char *batch, bool *is_done);

/*
 * Takes steps until one says that nothing is left, with batches that fit the time they take.  Each
 * is a transaction of its own, so a job that ends anywhere goes on from there.
 */
enum job_end steps_run(struct op *op, const struct runner *runner, const struct job *job,
		       job_step *step, unsigned *steps, enum problem *problem);
