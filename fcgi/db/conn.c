/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "db/conn.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

#include "core/log.h"
#include "core/mem.h"
#include "core/monotonic.h"

static void result_release(void *res)
{
	PQclear(res);
}

/* Notices are for people at a psql; they would break the log's lines. */
static void ignore_notice(void *arg, const PGresult *res)
{
	(void)arg;
	(void)res;
}

void conn_drop(struct db *db)
{
	PQfinish(db->conn);
	db->conn = NULL;
	db->n_prepared = 0;
}

/*
 * A server that went away while the connection was idle has left an end of file or a last
 * message; seen here, it costs nobody a failed request.
 */
static bool is_alive(struct db *db)
{
	struct pollfd fd = { .events = POLLIN };

	if (db->conn == NULL || PQstatus(db->conn) != CONNECTION_OK)
		return false;
	fd.fd = PQsocket(db->conn);
	/* The message first, then the end of file: one read sees only one of them. */
	while (poll(&fd, 1, 0) > 0)
		if (PQconsumeInput(db->conn) != 1 || PQstatus(db->conn) != CONNECTION_OK)
			return false;
	return true;
}

enum problem conn_ensure(struct op *op)
{
	static const char *const keys[] = {
		"dbname",
		"application_name",
		"connect_timeout",
		"keepalives_idle",
		"keepalives_interval",
		"keepalives_count",
		"tcp_user_timeout",
		"target_session_attrs",
		"client_encoding",
		NULL,
	};
	struct db *db = op->db;
	const char *const values[] = {
		db->url, db->application_name,
		"2",	 "10",
		"5",	 "3",
		"15000", db->may_be_read_only ? "any" : "read-write",
		"UTF8",	 NULL,
	};

	if (is_alive(db))
		return PROBLEM_NONE;
	conn_drop(db);
	db->conn = PQconnectdbParams(keys, values, 1);
	if (PQstatus(db->conn) != CONNECTION_OK) {
		log_error(op, "db_connect", "error=%s", log_quote(op, PQerrorMessage(db->conn)));
		conn_drop(db);
		return op_fail(op, PROBLEM_BUSY, "the database is out of reach");
	}
	PQsetNoticeReceiver(db->conn, ignore_notice, NULL);
	return PROBLEM_NONE;
}

/* Wait until the socket can be read (or written, while there is something to flush). */
static bool wait_io(struct db *db, long deadline)
{
	struct pollfd fd = { .fd = PQsocket(db->conn), .events = POLLIN };
	int flush = PQflush(db->conn);
	long left = -1;

	if (flush < 0)
		return false;
	if (flush > 0)
		fd.events |= POLLOUT;
	if (deadline > 0) {
		left = deadline - monotonic_ms();
		if (left <= 0)
			return false;
	}
	if (poll(&fd, 1, (int)left) < 0 && errno != EINTR)
		return false;
	return PQconsumeInput(db->conn) == 1;
}

PGresult *conn_result(struct op *op)
{
	struct db *db = op->db;
	long deadline = db->timeout_ms > 0 ? monotonic_ms() + db->timeout_ms : 0;
	PGresult *last = NULL;

	for (;;) {
		PGresult *res;

		while (PQisBusy(db->conn)) {
			if (!wait_io(db, deadline)) {
				log_error(op, "db_lost", "error=%s",
					  log_quote(op, PQerrorMessage(db->conn)));
				conn_drop(db);
				return NULL;
			}
		}
		res = PQgetResult(db->conn);
		if (res == NULL)
			return last;
		last = mem_own(op, res, result_release);
		/* Neither is ever wanted here, and waiting for more would not end. */
		if (PQresultStatus(res) == PGRES_COPY_IN || PQresultStatus(res) == PGRES_COPY_OUT) {
			conn_drop(db);
			return NULL;
		}
	}
}

static const char *result_field(const PGresult *res, int code)
{
	return res == NULL ? NULL : PQresultErrorField(res, code);
}

/* What our own functions said is meant for the client; their DETAIL may be. */
static enum problem fail_as_raised(struct op *op, enum problem p, const PGresult *res)
{
	const char *message = result_field(res, PG_DIAG_MESSAGE_PRIMARY);
	const char *detail = result_field(res, PG_DIAG_MESSAGE_DETAIL);

	return op_fail_at(op, p, result_field(res, PG_DIAG_COLUMN_NAME), "%s%s%s",
			  message == NULL ? "" : message, detail == NULL ? "" : ": ",
			  detail == NULL ? "" : detail);
}

/*
 * What the log may have: message and place.  Not DETAIL, which shows rows, and nothing at all of
 * class 22, whose messages repeat the value that was wrong.
 */
static const char *log_text(struct op *op, const PGresult *res)
{
	const char *sqlstate = result_field(res, PG_DIAG_SQLSTATE);
	const char *message = result_field(res, PG_DIAG_MESSAGE_PRIMARY);
	const char *context = result_field(res, PG_DIAG_CONTEXT);

	if (message == NULL || (sqlstate != NULL && strncmp(sqlstate, "22", 2) == 0))
		return "";
	return mem_printf(op, "%s %s", message, context == NULL ? "" : context);
}

enum problem conn_problem(struct op *op, const struct db_stmt *stmt, const PGresult *res)
{
	const char *sqlstate = result_field(res, PG_DIAG_SQLSTATE);
	enum problem p = problem_from_sqlstate(sqlstate);

	if (res == NULL || sqlstate == NULL || PQstatus(op->db->conn) != CONNECTION_OK) {
		if (p == PROBLEM_INTERNAL)
			p = PROBLEM_BUSY;
		op_fail(op, p, "the database is out of reach");
	} else if (stmt == NULL || (strncmp(sqlstate, "LG", 2) == 0 && p != PROBLEM_INTERNAL)) {
		/* Without stmt it is db_exec: an administrator may read everything. */
		return fail_as_raised(op, p, res);
	} else if (strncmp(sqlstate, "22", 2) == 0 && stmt != NULL && stmt->checks_input) {
		return fail_as_raised(op, PROBLEM_BAD_REQUEST, res);
	} else if (p == PROBLEM_BUSY) {
		/* A lock or a time-out: expected under load, no fault of the program. */
		log_warn(op, "db_busy", "statement=%s sqlstate=%s", stmt->name, sqlstate);
		return op_fail(op, p, "the database is busy");
	}
	log_error(op, "db_error", "statement=%s sqlstate=%s error=%s",
		  stmt == NULL ? "-" : stmt->name, sqlstate == NULL ? "-" : sqlstate,
		  log_quote(op, log_text(op, res)));
	return p;
}
