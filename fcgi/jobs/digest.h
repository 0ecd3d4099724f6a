/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "jobs/runner.h"

/* The digests of a day, to BC_DIGEST_DIR: payload {"day": …}. */
enum job_end digest_run(struct op *op, const struct runner *runner, const struct job *job,
			unsigned *steps, enum problem *problem);
