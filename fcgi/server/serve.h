/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "server/app.h"
#include "server/dispatch.h"

/* The threads of a pool in one worker. */
struct serve_pool;

/* Start n_threads that serve the pool's socket; owned by app.  NULL when they can't be had. */
struct serve_pool *serve_start(struct app *app, enum pool pool, int number, int n_threads);

/* Sweep idle connections. */
void serve_sweep(struct serve_pool *pool);

/* Take nothing new; then serve_sweep tells how many connections are left. */
void serve_drain(struct serve_pool *pool, enum drain how);
long serve_left(struct serve_pool *pool);

/* Wait for the threads' end; nothing may be left. */
void serve_stop(struct serve_pool *pool);
