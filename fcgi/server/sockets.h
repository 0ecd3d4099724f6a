/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "http/route.h"
#include "server/dispatch.h"

/* What bc-api listens on; made by the master, used by all workers. */
struct sockets {
	struct dispatch_sockets pools[POOL_COUNT]; /* listen is -1 when the pool has none */
	int metrics;				   /* or -1 */
	bool is_single;	 /* one socket (fd 0) serves the routes of all pools */
	const char *dir; /* where they were made here, or NULL */
};

/*
 * From the process before an exec (kept, see sockets_keep), or from systemd (LISTEN_FDS with the
 * names fast, auth, bulk, metrics), or made in dir with mode 0660, or fd 0 when it listens.
 * False and a log line when there are none or one can't be made.
 */
bool sockets_open(const void *owner, struct sockets *sockets, const char *kept, const char *dir);

/* As text for the process after an exec, owned by owner; the descriptors survive it. */
const char *sockets_keep(struct sockets *sockets, const void *owner);

/* Stop listening: nobody can connect any more. */
void sockets_close(struct sockets *sockets);
