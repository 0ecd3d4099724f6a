/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/op.h"

/* What is needed to check an entry against an exported digest; serial: its seq in the account. */
enum problem proof_own(struct op *op, const char *session, const char *serial, const char **json);

/* The same for an operator, of the account with that code. */
enum problem proof_of_account(struct op *op, const char *session, const char *account,
			      const char *serial, const char **json);
