/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/op.h"

/* Whether the database serves workers of this version; WORKER_VERSION when not. */
enum problem health_ready(struct op *op, const char **json);
