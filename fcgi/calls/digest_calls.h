/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "calls/job_calls.h"
#include "core/op.h"

/* A digest file; name is NULL when there is nothing to export. */
struct digest {
	const char *name;
	const char *text;
};

/* By an operator; day NULL: yesterday (UTC).  Repeated for a day it gives the same. */
enum problem digest_seal(struct op *op, const char *session, const char *day,
			 struct digest *digest);

/* By a digest job that the worker holds. */
enum problem digest_seal_job(struct op *op, const struct job *job, const char *worker,
			     struct digest *digest);

/* Makes a block of what changed; cheap when there is nothing to do. */
enum problem digest_make_block(struct op *op);
