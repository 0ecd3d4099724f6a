/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

/*
 * A master process and its workers, for bc-api and bc-jobs.
 *
 * The master forks n_workers before any thread exists and starts crashed ones again, later
 * and later when they keep dying.  SIGHUP: runs itself with --check-config and, if that is
 * content, execs itself in place (new binary, new settings) and replaces the workers one by
 * one, each old one told only when its successor is ready.  SIGTERM and SIGINT: tells all
 * workers and waits for them; what still runs after MASTER_DRAIN_MS is killed.
 */
struct master {
	char **argv;	      /* main's; argv[0] only for the process list */
	const char *pid_file; /* or NULL */
	int n_workers;	      /* 1 to MASTER_WORKERS_MAX */

	/*
	 * The worker number 0 to n_workers - 1, in a process of its own; its return value is the
	 * exit code.  SIGTERM is blocked: it arrives at master_stop_fd.  Then finish what is in
	 * hand, take nothing new and return 0.
	 */
	int (*work)(void *arg, int number);
	/* In the master, before the workers are told to stop for good; or NULL. */
	void (*stopping)(void *arg);
	/* In the master, before worker number is started (again); or NULL. */
	void (*starting)(void *arg, int number, bool is_again);
	/*
	 * In the master, before it execs: the open descriptors to hand on, as text without '/' and
	 * owned by owner, made to survive the exec.  NULL: there are none.
	 */
	const char *(*keep)(void *arg, const void *owner);
	void *arg;
};

enum { MASTER_WORKERS_MAX = 64, MASTER_DRAIN_MS = 30000 };

/* Run until SIGTERM; the exit code for main: 0 when every worker that was told to stop ended well.
 */
int master_run(const struct master *master);

/* In a worker: it now does its work, its predecessor may go. */
void master_worker_ready(void);

/* In a worker: a descriptor that becomes readable when the worker shall stop. */
int master_stop_fd(void);

/*
 * What `keep` gave to the process that became this one by exec; NULL when this is no such
 * process.  main must let the argument --resume=… pass.
 */
const char *master_kept(char **argv, const void *owner);
