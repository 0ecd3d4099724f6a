/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "ctl/command.h"
#include "ctl/table.h"

/* What is done to a voucher or card by its id, the same for both. */
enum problem purse_change_freeze(struct ctl *ctl);
enum problem purse_change_unfreeze(struct ctl *ctl);
enum problem purse_change_void(struct ctl *ctl);

extern const struct word_row purse_word[];
extern const struct option_row purse_change_options[];

/* Columns of a voucher or card. */
extern const struct column purse_columns[];
