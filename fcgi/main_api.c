/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "db/db.h"
#include "handlers/handlers.h"
#include "server/api.h"

/* Longer than any statement_timeout: then the database server itself is stuck. */
#define DB_TIMEOUT_MS 20000

static struct db *open_db(const struct conf *conf, const char *application_name)
{
	struct db *db = db_new(NULL, conf->database_url, application_name);

	db_set_timeout(db, DB_TIMEOUT_MS);
	return db;
}

int main(int argc, char **argv)
{
	static const struct api api = { route_tables, open_db };

	(void)argc;
	return api_main(argv, &api);
}
