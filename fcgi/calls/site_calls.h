/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/op.h"

/*
 * Doors of operators about sites.  credential_hash is \x and the hexadecimal sha256 of the
 * credential.
 */

struct site_new {
	const char *code, *name, *zone, *region;
	const char *cloud; /* or NULL */
	const char *credential_hash;
};

enum problem site_create(struct op *op, const char *session, const struct site_new *site,
			 const char **json);
enum problem site_add_credential(struct op *op, const char *session, const char *site,
				 const char *credential_hash, const char *reason,
				 const char **json);
enum problem site_list(struct op *op, const char *session, const char **json);
