/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "jobs/runner.h"

/* The close of one day end: payload {"ends_at": …}. */
enum job_end close_run(struct op *op, const struct runner *runner, const struct job *job,
		       unsigned *steps, enum problem *problem);
