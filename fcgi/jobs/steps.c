/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "jobs/steps.h"

#include "core/mem.h"
#include "core/monotonic.h"
#include "jobs/batch.h"

enum job_end steps_run(struct op *op, const struct runner *runner, const struct job *job,
		       job_step *step, unsigned *steps, enum problem *problem)
{
	unsigned batch = BATCH_FIRST;
	bool is_done = false;

	for (*steps = 0; !is_done; ++*steps) {
		struct op *part;
		long began = monotonic_ms();

		if (runner_is_stopping(runner))
			return JOB_STOPPED;
		part = mem_zero(op, struct op);
		part->db = op->db;
		part->id = op->id;
		*problem = step(part, job, runner->worker, runner->lease_seconds,
				mem_printf(part, "%u", batch), &is_done);
		if (*problem != PROBLEM_NONE && part->detail != NULL)
			op_fail(op, *problem, "%s", part->detail);
		talloc_free(part);
		if (*problem != PROBLEM_NONE)
			return JOB_FAILED;
		batch = batch_next(batch, monotonic_ms() - began);
	}
	return JOB_DONE;
}
