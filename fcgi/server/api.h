/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/conf.h"
#include "core/op.h"
#include "http/route.h"

/* What main brings: the server itself knows neither the routes nor the database. */
struct api {
	const struct route *const *tables;
	/*
	 * A connection for one thread, a talloc object of its own; or NULL.  Called before the
	 * threads start; it must not connect yet.
	 */
	struct db *(*open_db)(const struct conf *conf, const char *application_name);
};

/*
 * All of bc-api: reads the arguments and settings, runs the master.  The exit code for main:
 * 0 fine, 1 failed, 2 wrong arguments or settings.
 */
int api_main(char **argv, const struct api *api);
