/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "server/master.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/log.h"
#include "core/mem.h"
#include "core/monotonic.h"
#include "server/children.h"
#include "server/pid_file.h"

#define TICK_MS 20
/* A worker that lived this long is a good one: its next crash is the first. */
#define GOOD_LIFE_MS	 10000
#define BACKOFF_FIRST_MS 100
#define BACKOFF_LAST_MS	 10000

struct state {
	const struct master *master;
	char exe[4096]; /* by path, not /proc/self/exe: a new binary takes the old one's place */
	int signal_fd;
	atomic_int *ready; /* shared with the workers, by number */
	struct children children;
	pid_t checker; /* of the configuration, or 0 */
	bool is_stopping;
	bool has_failed; /* a worker that was told to stop did not end well */
	int failures[MASTER_WORKERS_MAX];
	long restart_at[MASTER_WORKERS_MAX];
	bool has_run[MASTER_WORKERS_MAX];
};

/* In a worker. */
static atomic_int *own_ready;
static int stop_fd = -1;

static void signals_of_master(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGCHLD);
	sigaddset(set, SIGTERM);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGHUP);
}

void master_worker_ready(void)
{
	atomic_store(own_ready, 1);
}

int master_stop_fd(void)
{
	return stop_fd;
}

/*
 * Every signal is blocked here, and SIGTERM stays so: from fork on it either waits in this
 * process's pending set or is read from stop_fd, it never kills.
 */
static void enter_worker(struct state *state, int number, pid_t master_pid)
{
	sigset_t set;

	/* A master that is gone can't tell its workers to stop. */
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != master_pid)
		_exit(0);
	close(state->signal_fd);
	/* ^C and a closed terminal reach the whole group; the master decides. */
	signal(SIGINT, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	stop_fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK); /* tells a pending one, too */
	sigprocmask(SIG_SETMASK, &set, NULL);
	own_ready = &state->ready[number];
}

static void start_worker(struct state *state, int number)
{
	const struct master *master = state->master;
	pid_t master_pid = getpid();
	sigset_t all, before;
	pid_t pid;

	if (master->starting != NULL)
		master->starting(master->arg, number, state->has_run[number]);
	state->has_run[number] = true;
	atomic_store(&state->ready[number], 0);
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	pid = fork();
	if (pid == 0) {
		enter_worker(state, number, master_pid);
		exit(master->work(master->arg, number));
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (pid < 0) {
		log_error(NULL, "fork_failed", "error=\"%s\"", strerror(errno));
		state->restart_at[number] = monotonic_ms() + BACKOFF_LAST_MS;
		return;
	}
	children_add(&state->children, pid, number, monotonic_ms());
	log_info(NULL, "worker_started", "number=%d worker=%ld", number, (long)pid);
}

static void run_checker(struct state *state)
{
	sigset_t set;

	if (state->checker != 0 || state->is_stopping)
		return;
	state->checker = fork();
	if (state->checker < 0) {
		log_error(NULL, "fork_failed", "error=\"%s\"", strerror(errno));
		state->checker = 0;
		return;
	}
	if (state->checker > 0)
		return;
	signals_of_master(&set);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	execl(state->exe, state->master->argv[0], "--check-config", (char *)NULL);
	log_error(NULL, "exec_failed", "path=%s error=\"%s\"", state->exe, strerror(errno));
	_exit(127);
}

/* Become the new binary; comes back only when that fails. */
static void exec_self(struct state *state)
{
	const struct master *master = state->master;
	char *owner = mem_strdup(NULL, "exec");
	const char *kept = master->keep == NULL ? "" : master->keep(master->arg, owner);
	char *resume =
		mem_printf(owner, "--resume=%s/%s", kept, children_print(&state->children, owner));

	log_info(NULL, "reload", "path=%s", state->exe);
	execl(state->exe, master->argv[0], resume, (char *)NULL);
	log_error(NULL, "exec_failed", "path=%s error=\"%s\"", state->exe, strerror(errno));
	talloc_free(owner);
}

static void checker_ended(struct state *state, int status)
{
	state->checker = 0;
	if (state->is_stopping)
		return;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		exec_self(state);
	else
		log_error(NULL, "reload_refused", "reason=\"the configuration has a fault\"");
}

static void worker_ended(struct state *state, const struct child *child, int status)
{
	int number = child->number;
	long delay = 0;
	bool is_wanted = child->told_at > 0;

	if (WIFSIGNALED(status))
		log_warn(NULL, "worker_ended", "number=%d worker=%ld signal=%d", number,
			 (long)child->pid, WTERMSIG(status));
	else
		log_info(NULL, "worker_ended", "number=%d worker=%ld exit=%d", number,
			 (long)child->pid, WEXITSTATUS(status));
	if (is_wanted && (!WIFEXITED(status) || WEXITSTATUS(status) != 0))
		state->has_failed = true;
	if (is_wanted || child->is_old)
		return;
	if (monotonic_ms() - child->started_at >= GOOD_LIFE_MS)
		state->failures[number] = 0;
	else if (state->failures[number]++ > 0)
		delay = BACKOFF_FIRST_MS
			<< (state->failures[number] < 8 ? state->failures[number] : 8);
	state->restart_at[number] =
		monotonic_ms() + (delay < BACKOFF_LAST_MS ? delay : BACKOFF_LAST_MS);
}

static void reap(struct state *state)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		struct child child;

		if (pid == state->checker)
			checker_ended(state, status);
		else if (children_take(&state->children, pid, &child))
			worker_ended(state, &child, status);
	}
}

static void stop(struct state *state)
{
	if (state->is_stopping)
		return;
	state->is_stopping = true;
	log_info(NULL, "stopping", "workers=%d", children_count(&state->children));
	if (state->master->stopping != NULL)
		state->master->stopping(state->master->arg);
	children_tell_all(&state->children, monotonic_ms());
}

static void take_signals(struct state *state)
{
	struct signalfd_siginfo info;

	while (read(state->signal_fd, &info, sizeof(info)) == sizeof(info)) {
		if (info.ssi_signo == SIGHUP)
			run_checker(state);
		else if (info.ssi_signo == SIGTERM || info.ssi_signo == SIGINT)
			stop(state);
	}
	reap(state);
}

/* Start what is missing and let old workers go, the lowest number first.  Whether all is done. */
static bool advance(struct state *state)
{
	int turn = children_lowest_old(&state->children);
	bool is_done = turn < 0;

	for (int n = 0; n < state->master->n_workers; n++) {
		bool has_old = children_has_old(&state->children, n);

		if (children_has_current(&state->children, n)) {
			if (n == turn && atomic_load(&state->ready[n]) == 1)
				children_tell_old(&state->children, n, monotonic_ms());
			continue;
		}
		is_done = false;
		if (monotonic_ms() >= state->restart_at[n] && (!has_old || n == turn))
			start_worker(state, n);
	}
	/* The settings want fewer workers than before. */
	if (turn >= state->master->n_workers)
		children_tell_old(&state->children, turn, monotonic_ms());
	return is_done;
}

static void loop(struct state *state)
{
	struct pollfd fd = { .fd = state->signal_fd, .events = POLLIN };

	for (;;) {
		bool is_done = state->is_stopping ? false : advance(state);

		if (state->is_stopping && children_count(&state->children) == 0)
			return;
		poll(&fd, 1, is_done ? -1 : TICK_MS);
		take_signals(state);
		children_kill_late(&state->children, monotonic_ms() - MASTER_DRAIN_MS);
	}
}

static const char *resume_arg(char **argv)
{
	static const char name[] = "--resume=";

	for (; *argv != NULL; argv++)
		if (strncmp(*argv, name, sizeof(name) - 1) == 0)
			return *argv + sizeof(name) - 1;
	return NULL;
}

const char *master_kept(char **argv, const void *owner)
{
	const char *resume = resume_arg(argv);

	return resume == NULL ? NULL : mem_strndup(owner, resume, strcspn(resume, "/"));
}

static bool begin(struct state *state)
{
	const char *resume = resume_arg(state->master->argv);
	ssize_t n = readlink("/proc/self/exe", state->exe, sizeof(state->exe) - 1);
	sigset_t set;

	signals_of_master(&set);
	sigprocmask(SIG_BLOCK, &set, NULL);
	state->signal_fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	state->ready = mmap(NULL, MASTER_WORKERS_MAX * sizeof(*state->ready),
			    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (n < 0 || state->signal_fd < 0 || state->ready == MAP_FAILED) {
		log_error(NULL, "start_failed", "error=\"%s\"", strerror(errno));
		return false;
	}
	if (resume != NULL && strchr(resume, '/') != NULL)
		children_parse(&state->children, strchr(resume, '/') + 1, monotonic_ms());
	return pid_file_write(state->master->pid_file);
}

int master_run(const struct master *master)
{
	struct state *state = mem_zero(NULL, struct state);
	int code = 1;

	state->master = master;
	if (begin(state)) {
		loop(state);
		code = state->has_failed ? 1 : 0;
		pid_file_remove(master->pid_file);
		log_info(NULL, "stopped", "exit=%d", code);
	}
	talloc_free(state);
	return code;
}
