/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "server/app.h"

/*
 * Answer one HTTP/1.x request on the metrics socket, if one waits: GET /metrics.  For the
 * worker's first thread; a client may take no longer than a second.
 */
void metrics_serve(const struct app *app);
