/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/op.h"

/*
 * Store a site's batch of hourly points.  credential_hash: sha256 of the credential as bytea
 * text; body: the whole JSON text, its shape checked already.
 */
enum problem usage_add(struct op *op, const char *credential_hash, const char *body,
		       const char **json);
