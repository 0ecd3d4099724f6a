/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/verify_calls.h"

#include <stdlib.h>

#include "core/mem.h"
#include "db/db.h"

enum problem verify_begin(struct op *op, const char *url)
{
	op->db = db_new(op, url, "bcctl verify");
	db_allow_read_only(op->db);
	/* Nothing is known of how many rows its queries pass on to each other: no nested loops. */
	return db_exec(op, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
			   "SET LOCAL statement_timeout = 0; SET LOCAL jit = off;"
			   "SET LOCAL enable_nestloop = off;"
			   "SET LOCAL work_mem = '256MB'; SET LOCAL timezone = 'UTC';"
			   "SET LOCAL search_path = pg_catalog, pg_temp");
}

enum problem verify_check(struct op *op, const char *name, const char *sql, const char *from_block,
			  struct verify_found *found)
{
	struct db_stmt *stmt = mem_zero(op, struct db_stmt);
	const char *const args[] = { from_block };
	struct db_rows *rows;

	*stmt = (struct db_stmt){
		.name = name,
		.sql = mem_printf(op,
				  "WITH found (account, seq, detail) AS MATERIALIZED (%s\n) "
				  "SELECT count(*) OVER () AS n, account, seq, detail "
				  "FROM found CROSS JOIN (SELECT $1::bigint) AS trusted (block) "
				  "ORDER BY account COLLATE \"C\", seq, detail LIMIT 20",
				  sql),
		.n_args = 1,
	};
	enum problem p = db_call_rows(op, stmt, args, &rows);
	if (p != PROBLEM_NONE)
		return p;
	*found = (struct verify_found){ .n_rows = (size_t)db_rows_count(rows) };
	found->rows = mem_array(op, struct verify_row, found->n_rows + 1);
	for (size_t i = 0; i < found->n_rows; i++) {
		found->n = strtoul(db_rows_get(rows, (int)i, "n"), NULL, 10);
		found->rows[i] = (struct verify_row){
			.account = db_rows_get(rows, (int)i, "account"),
			.seq = db_rows_get(rows, (int)i, "seq"),
			.detail = db_rows_get(rows, (int)i, "detail"),
		};
	}
	return PROBLEM_NONE;
}

enum problem verify_blocks(struct op *op, const char *first, const char *last,
			   struct verify_block **blocks, size_t *n)
{
	static const struct db_stmt stmt = {
		"verify_blocks",
		"SELECT b.number, b.heads, encode(b.previous, 'hex') AS previous, h.account, "
		"h.seq, "
		"concat_ws(' ', 'block', b.number,"
		" to_char(b.made_at, 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), 'heads', b.heads,"
		" 'root', encode(b.root, 'hex'), 'digest', encode(b.digest, 'hex')) AS line "
		"FROM ledger.block AS b LEFT JOIN LATERAL ("
		" SELECT coalesce(c.code, x.account_id::text) AS account, x.seq"
		" FROM ledger.block_head AS x LEFT JOIN account.account AS c ON c.id = x.account_id"
		" WHERE x.block = b.number ORDER BY x.place LIMIT 1) AS h ON true "
		"WHERE b.number BETWEEN $1::bigint AND $2::bigint ORDER BY b.number",
		2,
		false,
	};
	const char *const args[] = { first, last };
	struct db_rows *rows;
	enum problem p = db_call_rows(op, &stmt, args, &rows);

	if (p != PROBLEM_NONE)
		return p;
	*n = (size_t)db_rows_count(rows);
	*blocks = mem_array(op, struct verify_block, *n + 1);
	for (size_t i = 0; i < *n; i++)
		(*blocks)[i] = (struct verify_block){
			.number = db_rows_get(rows, (int)i, "number"),
			.line = db_rows_get(rows, (int)i, "line"),
			.previous = db_rows_get(rows, (int)i, "previous"),
			.heads = db_rows_get(rows, (int)i, "heads"),
			.account = db_rows_get(rows, (int)i, "account"),
			.seq = db_rows_get(rows, (int)i, "seq"),
		};
	return PROBLEM_NONE;
}

enum problem verify_digests(struct op *op, struct verify_digest **digests, size_t *n)
{
	static const struct db_stmt stmt = {
		"verify_digests",
		"SELECT day, encode(sha256, 'hex') AS sha256 FROM ledger.digest_file ORDER BY day",
		0,
		false,
	};
	struct db_rows *rows;
	enum problem p = db_call_rows(op, &stmt, NULL, &rows);

	if (p != PROBLEM_NONE)
		return p;
	*n = (size_t)db_rows_count(rows);
	*digests = mem_array(op, struct verify_digest, *n + 1);
	for (size_t i = 0; i < *n; i++)
		(*digests)[i] = (struct verify_digest){
			.day = db_rows_get(rows, (int)i, "day"),
			.sha256 = db_rows_get(rows, (int)i, "sha256"),
		};
	return PROBLEM_NONE;
}

enum problem verify_unexported(struct op *op, const char *until, unsigned long *n,
			       const char **first)
{
	static const struct db_stmt stmt = {
		"verify_unexported",
		"SELECT count(*) AS n, min(number) AS first FROM ledger.block "
		"WHERE number > $1::bigint AND made_at < "
		"(SELECT max(made_at) FROM ledger.block) - interval '25 hours'",
		1,
		false,
	};
	const char *const args[] = { until };
	struct db_rows *rows;
	enum problem p = db_call_rows(op, &stmt, args, &rows);

	if (p != PROBLEM_NONE)
		return p;
	*n = strtoul(db_rows_get(rows, 0, "n"), NULL, 10);
	*first = db_rows_get(rows, 0, "first");
	return PROBLEM_NONE;
}
