/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "core/op.h"

/* What one step of a close did; texts live as long as op. */
struct close_step {
	const char *step;
	const char *n;
	bool is_done;
	const char *day_end; /* of the day end worked on */
	bool was_closed;     /* the asked day was closed before */
	const char *faults;  /* how many workspaces a fault keeps from being closed */
};

/* One transaction towards the close of site's day and all day ends before it, by an operator. */
enum problem close_run_step(struct op *op, const char *session, const char *site, const char *day,
			    const char *batch, struct close_step *step);
