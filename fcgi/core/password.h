/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

enum { PASSWORD_MIN = 12, PASSWORD_MAX = 256 };

/* Argon2id of a password, salted, its parameters in the text; owned by owner. */
const char *password_hash(const void *owner, const char *password);

/*
 * Whether the hash is this password's.  NULL stands for a member who isn't there: false, after
 * as long a time.  It takes a core for tens of milliseconds and 19 MiB.
 */
bool password_is_right(const char *hash, const char *password);

/* Overwrite a secret text; NULL is passed over. */
void password_wipe(char *text);
