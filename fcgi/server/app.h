/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/conf.h"
#include "server/api.h"
#include "server/counters.h"
#include "server/sockets.h"

/* What lives as long as the process; complete before a worker's threads start. */
struct app {
	const char *program;
	const struct conf *conf;
	const struct api *api;
	const struct token_keys *token_keys;
	struct sockets sockets;
	struct counters *counters;
};
