/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "ctl/command.h"

/* Make activation codes, propose the hashes, print the codes. */
enum problem voucher_codes(struct ctl *ctl);

extern const struct option_row voucher_codes_options[];
