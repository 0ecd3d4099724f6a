/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "ctl/ctl.h"

/* Prints one bill, an answer of bill_get(), in full. */
enum problem bill_show(struct ctl *ctl, const char *json);
