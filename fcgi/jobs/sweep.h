/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "jobs/runner.h"

/* Books out what has expired, once all days up to then are closed. */
enum job_end sweep_run(struct op *op, const struct runner *runner, const struct job *job,
		       unsigned *steps, enum problem *problem);
