/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/proof_calls.h"

#include <stdbool.h>

#include "db/db.h"

enum problem proof_own(struct op *op, const char *session, const char *serial, const char **json)
{
	static const struct db_stmt stmt = {
		"proof_own",
		"SELECT api.get_proof($1::uuid, $2)",
		2,
		false,
	};
	const char *const args[] = { session, serial };

	return db_call(op, &stmt, args, json);
}

enum problem proof_of_account(struct op *op, const char *session, const char *account,
			      const char *serial, const char **json)
{
	static const struct db_stmt stmt = {
		"proof_of_account",
		"SELECT admin.get_proof($1::uuid, $2, $3)",
		3,
		false,
	};
	const char *const args[] = { session, account, serial };

	return db_call(op, &stmt, args, json);
}
