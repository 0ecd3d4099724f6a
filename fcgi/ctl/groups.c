/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/groups.h"

#include <stddef.h>

const struct command_group *const command_groups[] = {
	&init_group,	   &migrate_group,	  &clock_group,
	&operator_group,   &site_group,		  &account_group,
	&member_group,	   &workspace_group,	  &catalogue_group,
	&voucher_group,	   &card_group,		  &proposal_group,
	&recharge_group,   &refund_group,	  &adjustment_group,
	&correction_group, &funds_group,	  &hold_group,
	&release_group,	   &purchase_group,	  &usage_group,
	&close_group,	   &bill_group,		  &explain_group,
	&balance_group,	   &export_journal_group, &simulate_group,
	&verify_group,	   &digest_group,	  NULL,
};
