/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/bill_calls.h"

#include "db/db.h"

enum problem bill_list(struct op *op, const char *session, const struct bill_filter *f,
		       const char **json)
{
	static const struct db_stmt stmt = {
		"bill_list",
		"SELECT admin.list_bills($1::uuid, $2, $3, $4, $5::date, $6::date, $7, "
		"$8::int)",
		8,
		.checks_input = true,
	};
	const char *const args[] = {
		session, f->account, f->site, f->workspace, f->from, f->until, f->cursor, f->limit,
	};

	return db_call(op, &stmt, args, json);
}

enum problem bill_get(struct op *op, const char *session, const struct bill_key *k,
		      const char **json)
{
	static const struct db_stmt stmt = {
		"bill_get",
		"SELECT admin.get_bill($1::uuid, $2::uuid, $3, $4, $5::date)",
		5,
		.checks_input = true,
	};
	const char *const args[] = { session, k->bill, k->site, k->workspace, k->day };

	return db_call(op, &stmt, args, json);
}

enum problem bill_list_closes(struct op *op, const char *session, const char *site,
			      const char **json)
{
	static const struct db_stmt stmt = {
		"bill_list_closes",
		"SELECT admin.list_closes($1::uuid, $2)",
		2,
		.checks_input = true,
	};
	const char *const args[] = { session, site };

	return db_call(op, &stmt, args, json);
}

enum problem bill_simulate(struct op *op, const char *session, const char *case_json,
			   const char **json)
{
	static const struct db_stmt stmt = {
		"bill_simulate",
		"SELECT admin.simulate($1::uuid, $2::json)",
		2,
		.checks_input = true,
	};
	const char *const args[] = { session, case_json };

	return db_call(op, &stmt, args, json);
}

enum problem bill_explain(struct op *op, const char *session, const struct bill_key *k,
			  const char **json)
{
	static const struct db_stmt stmt = {
		"bill_explain",
		"SELECT admin.explain_bill($1::uuid, $2::uuid, $3, $4, $5::date)",
		5,
		.checks_input = true,
	};
	const char *const args[] = { session, k->bill, k->site, k->workspace, k->day };

	return db_call(op, &stmt, args, json);
}

enum problem bill_export_journal(struct op *op, const char *session, const char *account,
				 const char *cursor, const char *limit, const char **json)
{
	static const struct db_stmt stmt = {
		"bill_export_journal",
		"SELECT admin.export_journal($1::uuid, $2, $3, $4::int)",
		4,
		.checks_input = true,
	};
	const char *const args[] = { session, account, cursor, limit };

	return db_call(op, &stmt, args, json);
}
