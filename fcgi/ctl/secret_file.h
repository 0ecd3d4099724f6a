/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "ctl/ctl.h"

/*
 * Files with a secret that the database is told of: written before the call, so that a run
 * killed anywhere is taken up by the next one with the same secret.
 */

/* What is in the file; *text is NULL when there is no such file. */
enum problem secret_file_read(struct ctl *ctl, const char *path, const char **text);

/* The secret and a newline, mode 0600, in place of what is there only with replace. */
enum problem secret_file_write(struct ctl *ctl, const char *path, const char *secret, bool replace);

/*
 * After a call that the file was written for: remove it when the database has refused, as nobody
 * will ever know this secret; when the outcome is not known it stays.
 */
void secret_file_undo(const char *path, enum problem p);
