/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "ctl/command.h"

struct ctl;

/* usage send */
enum problem usage_send(struct ctl *ctl);
