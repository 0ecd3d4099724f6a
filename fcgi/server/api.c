/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "server/api.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "core/log.h"
#include "core/mem.h"
#include "core/version.h"
#include "http/token.h"
#include "server/app.h"
#include "server/master.h"
#include "server/worker.h"

static const char program[] = "bc-api";

static int print_help(void)
{
	printf("Usage: %s [OPTION]\n"
	       "Serve the API by FastCGI on fast.sock, auth.sock and bulk.sock, and counters by\n"
	       "HTTP (GET /metrics) on metrics.sock, all in BC_SOCKET_DIR.\n\n"
	       "  --check-config  say whether the settings are fine; nothing is started\n"
	       "  --routes        list METHOD PATH SCOPE POOL BODY_LIMIT FLAGS, tab separated\n"
	       "  --version       print the version\n"
	       "  --help          print this\n\n"
	       "SIGTERM ends it when all requests are answered.  SIGHUP checks the settings and\n"
	       "then replaces binary and workers, one by one, without losing a request.\n\n",
	       program);
	conf_print_help(stdout, CONF_API);
	return 0;
}

static int print_version(void)
{
	printf("%s %s (schema version %d)\n", program, PACKAGE_VERSION, BC_SCHEMA_VERSION);
	return 0;
}

static int work(void *arg, int number)
{
	struct app *app = arg;
	int code = worker_run(app, number);

	counters_free(app->counters);
	talloc_free(app);
	return code;
}

static void stopping(void *arg)
{
	struct app *app = arg;

	atomic_store(&app->counters->is_stopping, true);
	sockets_close(&app->sockets);
}

static void starting(void *arg, int number, bool is_again)
{
	struct app *app = arg;

	counters_worker_starts(app->counters, number, is_again);
}

static const char *keep(void *arg, const void *owner)
{
	struct app *app = arg;

	return sockets_keep(&app->sockets, owner);
}

/* Three pools of connections need more descriptors than most shells allow at first. */
static void raise_file_limit(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return;
	limit.rlim_cur = limit.rlim_max < 65536 ? limit.rlim_max : 65536;
	setrlimit(RLIMIT_NOFILE, &limit);
}

static int run(struct app *app, char **argv)
{
	const struct master master = {
		.argv = argv,
		.pid_file = app->conf->pid_file,
		.n_workers = app->conf->workers,
		.work = work,
		.stopping = stopping,
		.starting = starting,
		.keep = keep,
		.arg = app,
	};

	raise_file_limit();
	app->counters = counters_new();
	if (app->counters == NULL || sodium_init() < 0)
		return 1;
	if (!sockets_open(app, &app->sockets, master_kept(argv, app), app->conf->socket_dir))
		return 1;
	return master_run(&master);
}

static bool load_keys(struct app *app, const char **fault)
{
	app->token_keys = token_keys_load(app, app->conf->token_keys_file, fault);
	return app->token_keys != NULL;
}

/* The settings, the keys and the tables; 2 and a line on stderr when they have a fault. */
static int load(struct app *app)
{
	const char *fault;

	if (route_tables_fit(app, app->api->tables, &fault)) {
		app->conf = conf_load(app, CONF_API, NULL, &fault);
		if (app->conf != NULL && load_keys(app, &fault))
			return 0;
	}
	fprintf(stderr, "%s: %s\n", program, fault);
	return 2;
}

static int act(struct app *app, char **argv)
{
	const char *arg = argv[0] == NULL || argv[1] == NULL ? "" : argv[1];
	bool is_resumed = strncmp(arg, "--resume=", 9) == 0;
	int code;

	if (strcmp(arg, "--help") == 0)
		return print_help();
	if (strcmp(arg, "--version") == 0)
		return print_version();
	if (arg[0] != '\0' && !is_resumed && strcmp(arg, "--check-config") != 0 &&
	    strcmp(arg, "--routes") != 0) {
		fprintf(stderr, "%s: %s is no option; see --help\n", program, arg);
		return 2;
	}
	if (strcmp(arg, "--routes") == 0) {
		const char *fault;

		if (route_tables_fit(app, app->api->tables, &fault)) {
			route_print(stdout, app->api->tables);
			return 0;
		}
		fprintf(stderr, "%s: %s\n", program, fault);
		return 2;
	}
	code = load(app);
	if (code != 0 || strcmp(arg, "--check-config") == 0)
		return code;
	return run(app, argv);
}

int api_main(char **argv, const struct api *api)
{
	struct app *app = mem_zero(NULL, struct app);
	int code;

	log_set_program(program);
	app->program = program;
	app->api = api;
	code = act(app, argv);
	if (app->counters != NULL)
		counters_free(app->counters);
	talloc_free(app);
	return code;
}
