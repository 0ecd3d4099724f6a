/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <string.h>

#include <json-c/json.h>

#include "calls/cluster_calls.h"
#include "core/mem.h"
#include "ctl/answer.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"
#include "ctl/sql_dir.h"

#define LEAST "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"

struct role_row {
	struct cluster_role role;
	const char *url_name; /* the setting that says how it logs in; NULL: it doesn't */
};

/* bc_owner first: bc_migrate is a member of it, and inherits nothing until it says SET ROLE. */
static const struct role_row role_rows[] = {
	{ { "bc_owner", "NOLOGIN INHERIT " LEAST, false, true, NULL }, NULL },
	{ { "bc_migrate", "LOGIN NOINHERIT " LEAST, true, false, "bc_owner" }, "BC_OWNER_URL" },
	{ { "bc_api", "LOGIN INHERIT " LEAST, true, true, NULL }, "BC_DATABASE_URL" },
	{ { "bc_jobs", "LOGIN INHERIT " LEAST, true, true, NULL }, "BC_JOBS_URL" },
	{ { "bc_operator", "LOGIN INHERIT " LEAST, true, true, NULL }, "BC_OPERATOR_URL" },
	{ { "bc_read", "LOGIN INHERIT " LEAST, true, true, NULL }, "BC_READ_URL" },
	{ { 0 }, NULL },
};

static const char *url_of(const struct ctl *ctl, const char *url_name)
{
	const struct {
		const char *name, *url;
	} urls[] = {
		{ "BC_OWNER_URL", ctl->conf->owner_url },
		{ "BC_DATABASE_URL", ctl->conf->database_url },
		{ "BC_JOBS_URL", ctl->conf->jobs_url },
		{ "BC_OPERATOR_URL", ctl->conf->operator_url },
		{ "BC_READ_URL", ctl->conf->read_url },
	};

	for (size_t i = 0; i < sizeof(urls) / sizeof(urls[0]); i++)
		if (strcmp(urls[i].name, url_name) == 0)
			return urls[i].url;
	return NULL;
}

/* Every URL there is names its own role and the one database. */
static enum problem check_urls(struct ctl *ctl, const char *database)
{
	for (const struct role_row *row = role_rows; row->role.name != NULL; row++) {
		const char *url = row->url_name != NULL ? url_of(ctl, row->url_name) : NULL;
		if (url == NULL)
			continue;
		const char *user = cluster_url_part(ctl->op, url, "user");
		const char *dbname = cluster_url_part(ctl->op, url, "dbname");
		if (user == NULL || strcmp(user, row->role.name) != 0)
			return ctl_refuse(ctl, "%s must log in as %s", row->url_name,
					  row->role.name);
		if (dbname == NULL || strcmp(dbname, database) != 0)
			return ctl_refuse(ctl, "%s must name the database %s, as BC_OWNER_URL does",
					  row->url_name, database);
	}
	return PROBLEM_NONE;
}

static void note(struct json_object *done, bool changed, const char *what)
{
	if (changed)
		json_object_array_add(done, json_object_new_string(what));
}

static enum problem ensure_roles(struct ctl *ctl, struct json_object *done)
{
	for (const struct role_row *row = role_rows; row->role.name != NULL; row++) {
		const char *url = row->url_name != NULL ? url_of(ctl, row->url_name) : NULL;
		const char *password =
			url != NULL ? cluster_url_part(ctl->op, url, "password") : NULL;
		bool changed;
		enum problem p = cluster_ensure_role(ctl->op, &row->role, &changed);
		if (p != PROBLEM_NONE)
			return p;
		note(done, changed, mem_printf(ctl->op, "role %s", row->role.name));
		if (password == NULL)
			continue;
		p = cluster_ensure_password(ctl->op, row->role.name, password, &changed);
		if (p != PROBLEM_NONE)
			return p;
		note(done, changed, mem_printf(ctl->op, "password of %s", row->role.name));
	}
	return PROBLEM_NONE;
}

static enum problem ensure_database(struct ctl *ctl, const char *database, struct json_object *done)
{
	const char *init_sql;
	size_t size;
	bool changed;
	enum problem p = sql_read(ctl, "init.sql", &init_sql, &size);

	if (p != PROBLEM_NONE)
		return p;
	p = cluster_ensure_database(ctl->op, database, &changed);
	if (p != PROBLEM_NONE)
		return p;
	note(done, changed, mem_printf(ctl->op, "database %s", database));
	cluster_connect(ctl->op, ctl->conf->superuser_url, database);
	p = cluster_init_database(ctl->op, init_sql, ctl_has(ctl, "settable-clock"), &changed);
	if (p != PROBLEM_NONE)
		return p;
	note(done, changed,
	     ctl_has(ctl, "settable-clock") ? "privileges and a settable clock"
					    : "privileges and the real clock");
	return PROBLEM_NONE;
}

static void json_release(void *obj)
{
	json_object_put(obj);
}

static void say_done(struct ctl *ctl, const char *database, struct json_object *done)
{
	size_t n = json_object_array_length(done);

	if (ctl->args->json) {
		struct json_object *answer =
			mem_own(ctl->op, json_object_new_object(), json_release);
		json_object_object_add(answer, "database", json_object_new_string(database));
		json_object_object_add(answer, "made", json_object_get(done));
		fprintf(ctl->out, "%s\n", answer_line(answer));
		return;
	}
	for (size_t i = 0; i < n; i++)
		fprintf(ctl->out, "made: %s\n",
			json_object_get_string(json_object_array_get_idx(done, i)));
	if (n == 0)
		fprintf(ctl->out, "The database %s is made already: nothing to do.\n", database);
}

static enum problem init(struct ctl *ctl)
{
	struct json_object *done = mem_own(ctl->op, json_object_new_array(), json_release);
	const char *database;
	enum problem p;

	if (ctl->conf->superuser_url == NULL || ctl->conf->owner_url == NULL)
		return ctl_misuse(ctl, "BC_SUPERUSER_URL and BC_OWNER_URL are needed (stack.env)");
	database = cluster_url_part(ctl->op, ctl->conf->owner_url, "dbname");
	if (database == NULL)
		return ctl_refuse(ctl, "BC_OWNER_URL names no database");
	p = check_urls(ctl, database);
	if (p != PROBLEM_NONE)
		return p;
	/* The database that is to be made may not be there yet. */
	cluster_connect(ctl->op, ctl->conf->superuser_url, "postgres");
	p = ensure_roles(ctl, done);
	if (p != PROBLEM_NONE)
		return p;
	p = ensure_database(ctl, database, done);
	if (p != PROBLEM_NONE)
		return p;
	say_done(ctl, database, done);
	return PROBLEM_NONE;
}

static const struct option_row options[] = {
	{ "settable-clock", VALUE_FLAG, NULL, OPTIONAL,
	  "a database whose business clock stands until it is set: for demos and tests, for ever" },
	{ 0 },
};

static const struct command commands[] = {
	{ "", NEEDS_NOTHING, NULL, options, "Make the roles and the database, as a superuser",
	  "Works as BC_SUPERUSER_URL says. Roles get the passwords that stand in the other URLs;\n"
	  "the database is the one BC_OWNER_URL names. What is right already stays as it is.\n"
	  "`bcctl migrate` comes next.",
	  init },
	{ 0 },
};

const struct command_group init_group = { "init", "Making a database", commands };
