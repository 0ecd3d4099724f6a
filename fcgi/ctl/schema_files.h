/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>

#include "ctl/ctl.h"

struct schema_file {
	const char *path; /* "migrations/0001_schemas.sql", "app/decimal.sql", "grants.sql" */
	const char *text;
	const char *checksum; /* hexadecimal sha256 */
};

struct schema_files {
	struct schema_file *files;
	size_t n;
};

/* migrations/NNNN_name.sql in order; refused when numbers don't run from 1 on without a gap. */
enum problem schema_files_migrations(struct ctl *ctl, struct schema_files *out);

/*
 * Function files in the order they are applied, schema by schema: app, api, admin, jobs; in
 * app those named in functions/order.txt first, in its order.  grants.sql is the last.
 */
enum problem schema_files_functions(struct ctl *ctl, struct schema_files *out);
