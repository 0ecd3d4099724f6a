/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "jobs/close.h"

#include "jobs/steps.h"

enum job_end close_run(struct op *op, const struct runner *runner, const struct job *job,
		       unsigned *steps, enum problem *problem)
{
	return steps_run(op, runner, job, job_close_step, steps, problem);
}
