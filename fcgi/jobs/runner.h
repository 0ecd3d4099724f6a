/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "calls/job_calls.h"
#include "core/conf.h"
#include "core/op.h"

/* What a job may look at while it runs. */
struct runner {
	const char *worker;	   /* host, process and number: who holds a lease */
	const char *lease_seconds; /* as text, for the doors */
	long tick_ms;		   /* how often it asks what is due */
	long block_ms;		   /* how often it makes a block, if there is anything to anchor */
	const struct conf *conf;
	int stop_fd; /* readable: finish the step in hand and come back */
};

/* What became of a job; a runner acts on it. */
enum job_end {
	JOB_DONE,
	JOB_STOPPED, /* broken off between two steps: another goes on */
	JOB_FAILED,  /* tried again later */
};

/* One kind of job.  *steps counts its transactions, for the log. */
struct job_kind {
	const char *kind;
	enum job_end (*run)(struct op *op, const struct runner *runner, const struct job *job,
			    unsigned *steps, enum problem *problem);
};

/* Ends with { 0 }. */
extern const struct job_kind job_kinds[];

/*
 * Claims and runs jobs until stop_fd becomes readable, over lost connections too; returns
 * the exit status.
 */
int runner_run(const struct conf *conf, int number, int stop_fd);

bool runner_is_stopping(const struct runner *runner);
