/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdio.h>

#include "core/op.h"

/* What an operator can do about a problem; NULL when there is nothing to say. */
const char *problem_hint(enum problem p);
/* The same of a batch of usage. */
const char *problem_usage_hint(enum problem p);

/* Title, detail, pointer and what to do, from op. */
void problem_print(FILE *out, const struct op *op, enum problem p);

/* The problem as JSON text (RFC 9457 members), owned by op. */
const char *problem_json_text(struct op *op, enum problem p);
