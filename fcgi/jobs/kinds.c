/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stddef.h>

#include "jobs/close.h"
#include "jobs/digest.h"
#include "jobs/runner.h"
#include "jobs/sweep.h"

const struct job_kind job_kinds[] = {
	{ "close", close_run },
	{ "digest", digest_run },
	{ "sweep", sweep_run },
	{ 0 },
};
