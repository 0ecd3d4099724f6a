/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "core/sign_key.h"

/*
 * Puts the digests of a day into folder: the file of that name, and name.sig with its
 * signature.  What is there already with these bytes stays; with other bytes it is never
 * overwritten, because what was exported is what the database is held against.
 * False, and *fault says why.
 */
bool digest_file_write(const void *owner, const char *folder, const char *name, const char *text,
		       const struct sign_key *key, const char **fault);
