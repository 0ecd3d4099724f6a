/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <json-c/json.h>

#include "ctl/ctl.h"

/* "Full-reduction voucher no. 4", "Cash": one source of an explanation. */
const char *explain_name(struct ctl *ctl, struct json_object *source);

/* A sentence about what it paid or was given back, or why nothing; owned by ctl->op. */
const char *explain_sentence(struct ctl *ctl, struct json_object *source);
