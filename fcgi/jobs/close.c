/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "jobs/close.h"

#include "core/mem.h"
#include "core/monotonic.h"
#include "jobs/batch.h"

/* Each step is a transaction of its own, so a close that ends anywhere goes on from there. */
enum job_end close_run(struct op *op, const struct runner *runner, const struct job *job,
		       unsigned *steps, enum problem *problem)
{
	struct job_close_step step = { .is_done = false };
	unsigned batch = BATCH_FIRST;

	for (*steps = 0; !step.is_done; ++*steps) {
		struct op *part;
		long began = monotonic_ms();

		if (runner_is_stopping(runner))
			return JOB_STOPPED;
		part = mem_zero(op, struct op);
		part->db = op->db;
		part->id = op->id;
		*problem = job_close_step(part, job, runner->worker, runner->lease_seconds,
					  mem_printf(part, "%u", batch), &step);
		if (*problem != PROBLEM_NONE && part->detail != NULL)
			op_fail(op, *problem, "%s", part->detail);
		talloc_free(part);
		if (*problem != PROBLEM_NONE)
			return JOB_FAILED;
		batch = batch_next(batch, monotonic_ms() - began);
	}
	return JOB_DONE;
}
