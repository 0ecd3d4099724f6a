/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "core/conf.h"
#include "core/log.h"
#include "core/mem.h"
#include "core/version.h"
#include "jobs/runner.h"
#include "server/master.h"

static const char program[] = "bc-jobs";

static int work(void *arg, int number)
{
	struct conf *conf = arg;

	master_worker_ready();
	int status = runner_run(conf, number, master_stop_fd());
	talloc_free(conf);
	return status;
}

static int print_help(void)
{
	printf("Usage: %s [OPTION]\n"
	       "Run the jobs of the queue: the daily close and what is due by the clock.\n\n"
	       "  --check-config  say whether the settings are fine; nothing is started\n"
	       "  --version       print the version\n"
	       "  --help          print this\n\n"
	       "SIGTERM ends it after the step in hand; another runner goes on with the job.\n"
	       "SIGHUP checks the settings and then replaces binary and runners, one by one.\n\n",
	       program);
	conf_print_help(stdout, CONF_JOBS);
	return 0;
}

static int run(struct conf *conf, char **argv)
{
	const struct master master = {
		.argv = argv,
		.pid_file = conf->pid_file,
		.n_workers = conf->runners,
		.work = work,
		.arg = conf,
	};

	if (sodium_init() < 0)
		return 1;
	return master_run(&master);
}

int main(int argc, char **argv)
{
	const char *arg = argc > 1 ? argv[1] : "", *fault = NULL;
	bool is_check = strcmp(arg, "--check-config") == 0;

	log_set_program(program);
	if (strcmp(arg, "--help") == 0)
		return print_help();
	if (strcmp(arg, "--version") == 0) {
		printf("%s %s (schema version %d)\n", program, PACKAGE_VERSION, BC_SCHEMA_VERSION);
		return 0;
	}
	if (arg[0] != '\0' && !is_check && strncmp(arg, "--resume=", 9) != 0) {
		fprintf(stderr, "%s: %s is no option; see --help\n", program, arg);
		return 2;
	}
	char *owner = mem_strdup(NULL, "main");
	struct conf *conf = conf_load(owner, CONF_JOBS, NULL, &fault);
	int status = 0;
	if (conf == NULL) {
		fprintf(stderr, "%s: %s\n", program, fault);
		status = 2;
	} else if (!is_check) {
		status = run(conf, argv);
	}
	talloc_free(owner);
	return status;
}
