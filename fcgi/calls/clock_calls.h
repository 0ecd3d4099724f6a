/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/op.h"

/* Both want the owner's connection (schema_connect). */
enum problem clock_show(struct op *op, const char **json);
enum problem clock_set(struct op *op, const char *instant, const char **json);
