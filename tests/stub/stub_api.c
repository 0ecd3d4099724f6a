/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The real server with routes made for tests: some only sleep, some read, some lock an account.
 * Takes the arguments and settings of bc-api; BC_DATABASE_URL may be a name that leads nowhere
 * when no route with SQL is asked.  The database needs schema stub with the functions
 * read() and lock_account(text, integer), both answering json.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/mem.h"
#include "db/db.h"
#include "http/route.h"
#include "server/api.h"

#define SLEEP_MS_MAX 60000

struct echo_body {
	const char *text;
};

static const struct field echo_fields[] = {
	FIELD(struct echo_body, text, "text", true, 0, 1000),
	{ 0 },
};

static enum problem hello(struct req *req)
{
	return req_reply(req, 200, "{\"hello\":\"world\"}");
}

/* GET /stub/sleep/{ms}: holds its thread, touches nothing. */
static enum problem sleep_for(struct req *req)
{
	long ms = strtol(req->params[0], NULL, 10);

	usleep((useconds_t)(ms > SLEEP_MS_MAX ? SLEEP_MS_MAX : ms) * 1000);
	return req_reply(req, 200,
			 mem_printf(req, "{\"slept\":\"%ld\",\"worker\":%ld}", ms, (long)getpid()));
}

static enum problem read_stub(struct req *req)
{
	static const struct db_stmt stmt = { "stub_read", "SELECT stub.read()", 0, false };
	const char *const args[] = { NULL };
	const char *json;
	enum problem p = db_call(&req->op, &stmt, args, &json);

	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

/* POST /stub/lock/{account}/{ms}: behind the bulkhead, holds the account for ms. */
static enum problem lock(struct req *req)
{
	static const struct db_stmt stmt = {
		"stub_lock",
		"SELECT stub.lock_account($1, $2::integer)",
		2,
		true,
	};
	const char *const args[] = { req->params[0], req->params[1] };
	const char *json;
	enum problem p = db_call(&req->op, &stmt, args, &json);

	return p != PROBLEM_NONE ? p : req_reply(req, 200, json);
}

/* The same place in the bulkhead without a database. */
static enum problem lock_asleep(struct req *req)
{
	usleep((useconds_t)strtol(req->params[1], NULL, 10) * 1000);
	return req_reply(req, 200, "{}");
}

static const char *first_param(const struct req *req)
{
	return req->params[0];
}

static enum problem echo(struct req *req)
{
	const struct echo_body *body = req->body;

	return req_reply(req, 200, mem_printf(req, "{\"length\":%zu}", strlen(body->text)));
}

static enum problem crash(struct req *req)
{
	(void)req;
	abort();
}

static const struct route stub_routes[] = {
	{ "GET", "/stub/hello", SCOPE_PUBLIC, POOL_FAST, BODY_SMALL, .handle = hello },
	{ "GET", "/stub/sleep/{ms}", SCOPE_PUBLIC, POOL_FAST, BODY_SMALL, .handle = sleep_for },
	{ "GET", "/stub/read", SCOPE_PUBLIC, POOL_FAST, BODY_SMALL, .handle = read_stub },
	{ "POST", "/stub/lock/{account}/{ms}", SCOPE_PUBLIC, POOL_FAST, BODY_SMALL,
	  .lock_key = first_param, .handle = lock },
	{ "POST", "/stub/lock-asleep/{account}/{ms}", SCOPE_PUBLIC, POOL_FAST, BODY_SMALL,
	  .lock_key = first_param, .handle = lock_asleep },
	{ "POST", "/stub/echo", SCOPE_PUBLIC, POOL_FAST, BODY_SMALL, .fields = echo_fields,
	  .body_size = sizeof(struct echo_body), .handle = echo },
	{ "POST", "/stub/crash", SCOPE_PUBLIC, POOL_FAST, BODY_SMALL, .handle = crash },
	{ 0 },
};

static struct db *open_db(const struct conf *conf, const char *application_name)
{
	return db_new(NULL, conf->database_url, application_name);
}

int main(int argc, char **argv)
{
	static const struct route *const tables[] = { stub_routes, NULL };
	static const struct api api = { tables, open_db };

	(void)argc;
	return api_main(argv, &api);
}
