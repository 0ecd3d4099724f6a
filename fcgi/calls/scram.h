/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

/*
 * Whether a password is the one of a SCRAM-SHA-256 verifier as pg_authid keeps it.  False
 * for other kinds of verifier, NULL, and passwords that are not plain ASCII: those are
 * prepared by rules this does not know.
 */
bool scram_matches(const char *verifier, const char *password);
