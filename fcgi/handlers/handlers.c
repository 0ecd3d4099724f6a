/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "handlers/handlers.h"

const struct route *const route_tables[] = {
	health_routes, session_routes,	 account_routes, spending_routes, bill_routes,
	proof_routes,  workspace_routes, usage_routes,	 proposal_routes, fund_routes,
	NULL,
};
