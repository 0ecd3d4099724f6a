/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "jobs/sweep.h"

#include "jobs/steps.h"

enum job_end sweep_run(struct op *op, const struct runner *runner, const struct job *job,
		       unsigned *steps, enum problem *problem)
{
	return steps_run(op, runner, job, job_sweep_step, steps, problem);
}
