/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "ctl/ctl.h"

/*
 * The folder of init.sql, migrations/ and functions/: BC_SQL_DIR, else the installed one
 * beside the program, else that of the source tree.  Owned by the run's op.
 */
const char *sql_dir(struct ctl *ctl);

/* A file of it; refused when it cannot be read. */
enum problem sql_read(struct ctl *ctl, const char *name, const char **text, size_t *size);
