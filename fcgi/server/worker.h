/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "server/app.h"

/* A worker of bc-api: serve all pools until told to stop, then drain.  The exit code. */
int worker_run(struct app *app, int number);
