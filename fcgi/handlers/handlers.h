/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "http/route.h"

/* All tables of bc-api; ends with NULL. */
extern const struct route *const route_tables[];

extern const struct route health_routes[];
extern const struct route session_routes[];
extern const struct route account_routes[];
extern const struct route spending_routes[];
extern const struct route bill_routes[];
extern const struct route proof_routes[];
extern const struct route workspace_routes[];
extern const struct route usage_routes[];
extern const struct route proposal_routes[];
extern const struct route fund_routes[];

/* The body of POST /v1/usage, for the fuzzer. */
extern const struct field usage_fields[];
