/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "ctl/command.h"

extern const struct command_group init_group;
extern const struct command_group migrate_group;
extern const struct command_group clock_group;
extern const struct command_group operator_group;
extern const struct command_group site_group;
extern const struct command_group account_group;
extern const struct command_group member_group;
extern const struct command_group workspace_group;
extern const struct command_group catalogue_group;
extern const struct command_group voucher_group;
extern const struct command_group card_group;
extern const struct command_group proposal_group;
extern const struct command_group recharge_group;
extern const struct command_group refund_group;
extern const struct command_group adjustment_group;
extern const struct command_group correction_group;
extern const struct command_group funds_group;
extern const struct command_group hold_group;
extern const struct command_group release_group;
extern const struct command_group purchase_group;
extern const struct command_group usage_group;
extern const struct command_group close_group;
extern const struct command_group bill_group;
extern const struct command_group balance_group;
extern const struct command_group explain_group;
extern const struct command_group export_journal_group;
extern const struct command_group simulate_group;
extern const struct command_group verify_group;
extern const struct command_group digest_group;
