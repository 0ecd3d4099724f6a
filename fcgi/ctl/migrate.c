/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include <json-c/json.h>

#include "calls/schema_calls.h"
#include "core/mem.h"
#include "ctl/answer.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"
#include "ctl/schema_files.h"

#define MIGRATION_PREFIX "migration:"

/* What stands in the files and what in the database. */
struct migrating {
	struct schema_files migrations, functions;
	struct schema_migration *applied;
	size_t n_applied;
	struct schema_function *known;
	size_t n_known;
	struct json_object *pending; /* what migrating would do */
	struct json_object *blocked; /* why it may not: an applied file that changed */
	struct json_object *stray;   /* functions it doesn't touch, without a file */
};

static void say(struct json_object *list, char *sentence)
{
	json_object_array_add(list, json_object_new_string(sentence));
	talloc_free(sentence);
}

static void compare_migrations(struct migrating *m)
{
	for (size_t i = 0; i < m->migrations.n; i++) {
		const struct schema_file *file = &m->migrations.files[i];
		if (i >= m->n_applied)
			say(m->pending, mem_printf(m, "%s is to be applied", file->path));
		else if (strcmp(file->checksum, m->applied[i].checksum) != 0)
			say(m->blocked, mem_printf(m,
						   "%s was changed after it was applied: put it "
						   "back and add a new migration",
						   file->path));
	}
	for (size_t i = m->migrations.n; i < m->n_applied; i++)
		say(m->blocked, mem_printf(m,
					   "migration %s_%s was applied and has no file: the "
					   "database is newer than this program",
					   m->applied[i].number, m->applied[i].name));
}

static const struct schema_function *find_known(const struct migrating *m, const char *path)
{
	for (size_t i = 0; i < m->n_known; i++)
		if (strcmp(m->known[i].path, path) == 0)
			return &m->known[i];
	return NULL;
}

static bool has_file(const struct migrating *m, const char *path)
{
	for (size_t i = 0; i < m->functions.n; i++)
		if (strcmp(m->functions.files[i].path, path) == 0)
			return true;
	return false;
}

static bool is_same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static void compare_files(struct migrating *m)
{
	for (size_t i = 0; i < m->functions.n; i++) {
		const struct schema_file *file = &m->functions.files[i];
		const struct schema_function *known = find_known(m, file->path);
		if (known == NULL || known->checksum == NULL)
			say(m->pending, mem_printf(m, "%s is new", file->path));
		else if (strcmp(known->checksum, file->checksum) != 0)
			say(m->pending, mem_printf(m, "%s is changed", file->path));
	}
}

static void compare_functions(struct migrating *m)
{
	for (size_t i = 0; i < m->n_known; i++) {
		const struct schema_function *f = &m->known[i];
		bool of_migration =
			strncmp(f->path, MIGRATION_PREFIX, strlen(MIGRATION_PREFIX)) == 0;
		bool of_file = !of_migration && has_file(m, f->path);
		if (f->checksum == NULL && !of_file)
			say(m->stray, mem_printf(m,
						 "%s: the function in the database has no file: "
						 "drop it by a migration",
						 f->path));
		else if (f->checksum != NULL && !of_migration && !of_file && f->hash == NULL)
			say(m->pending, mem_printf(m, "%s is to be forgotten", f->path));
		else if (f->checksum != NULL && !of_migration && !of_file)
			say(m->stray, mem_printf(m,
						 "%s: the file is gone and the function is not: "
						 "drop it by a migration",
						 f->path));
		else if (f->checksum != NULL && !is_same(f->hash, f->recorded_hash))
			say(of_migration ? m->stray : m->pending,
			    mem_printf(m,
				       "%s: the function in the database is not the one that was "
				       "applied",
				       f->path));
	}
}

static void json_release(void *obj)
{
	json_object_put(obj);
}

static enum problem compare(struct ctl *ctl, struct migrating *m)
{
	enum problem p = schema_list_migrations(ctl->op, &m->applied, &m->n_applied);

	if (p != PROBLEM_NONE)
		return p;
	p = schema_list_functions(ctl->op, &m->known, &m->n_known);
	if (p != PROBLEM_NONE)
		return p;
	m->pending = mem_own(m, json_object_new_array(), json_release);
	m->blocked = mem_own(m, json_object_new_array(), json_release);
	m->stray = mem_own(m, json_object_new_array(), json_release);
	compare_migrations(m);
	compare_files(m);
	compare_functions(m);
	return PROBLEM_NONE;
}

static bool is_empty(struct json_object *list)
{
	return json_object_array_length(list) == 0;
}

static void print_list(FILE *out, struct json_object *list)
{
	for (size_t i = 0; i < json_object_array_length(list); i++)
		fprintf(out, "%s\n", json_object_get_string(json_object_array_get_idx(list, i)));
}

static enum problem check(struct ctl *ctl, struct migrating *m)
{
	ctl->negative = !is_empty(m->pending) || !is_empty(m->blocked) || !is_empty(m->stray);
	if (ctl->args->json) {
		struct json_object *answer =
			mem_own(ctl->op, json_object_new_object(), json_release);
		json_object_object_add(answer, "up_to_date",
				       json_object_new_boolean(!ctl->negative));
		json_object_object_add(answer, "pending", json_object_get(m->pending));
		json_object_object_add(answer, "blocked", json_object_get(m->blocked));
		json_object_object_add(answer, "stray", json_object_get(m->stray));
		fprintf(ctl->out, "%s\n", answer_line(answer));
		return PROBLEM_NONE;
	}
	print_list(ctl->out, m->blocked);
	print_list(ctl->out, m->pending);
	print_list(ctl->out, m->stray);
	if (!ctl->negative)
		fputs("The database is as the files say.\n", ctl->out);
	return PROBLEM_NONE;
}

/* migrations/0001_schemas.sql -> 1, schemas */
static struct schema_migration row_of(struct ctl *ctl, const struct schema_file *file, size_t i)
{
	const char *name = strchr(file->path, '_') + 1;

	return (struct schema_migration){
		.number = mem_printf(ctl->op, "%zu", i + 1),
		.name = mem_strndup(ctl->op, name, strlen(name) - strlen(".sql")),
		.checksum = file->checksum,
	};
}

static bool may_be_in_transaction(const char *sql)
{
	static const char mark[] = "-- no transaction";

	return strncmp(sql, mark, strlen(mark)) != 0;
}

static enum problem failed_in(struct ctl *ctl, enum problem p, const char *path)
{
	if (ctl->op->detail != NULL)
		ctl->op->detail = mem_printf(ctl->op, "%s: %s", path, ctl->op->detail);
	return p;
}

static enum problem apply_migrations(struct ctl *ctl, const struct migrating *m, size_t *n)
{
	for (size_t i = m->n_applied; i < m->migrations.n; i++) {
		const struct schema_file *file = &m->migrations.files[i];
		const struct schema_migration row = row_of(ctl, file, i);
		enum problem p = schema_apply_migration(ctl->op, &row, file->text,
							may_be_in_transaction(file->text));
		if (p != PROBLEM_NONE)
			return failed_in(ctl, p, file->path);
		if (!ctl->args->json)
			fprintf(ctl->out, "applied %s\n", file->path);
		++*n;
	}
	return PROBLEM_NONE;
}

static enum problem run_functions(struct ctl *ctl, const struct migrating *m)
{
	for (size_t i = 0; i < m->functions.n; i++) {
		const struct schema_file *file = &m->functions.files[i];
		enum problem p = schema_run(ctl->op, file->text);
		if (p != PROBLEM_NONE)
			return failed_in(ctl, p, file->path);
	}
	/* Booked after all of them: a file may replace what an earlier one made. */
	for (size_t i = 0; i < m->functions.n; i++) {
		enum problem p = schema_book_file(ctl->op, m->functions.files[i].path,
						  m->functions.files[i].checksum);
		if (p != PROBLEM_NONE)
			return p;
	}
	return PROBLEM_NONE;
}

static enum problem try_functions(struct ctl *ctl, const struct migrating *m)
{
	enum problem p = schema_begin(ctl->op);

	if (p == PROBLEM_NONE)
		p = schema_forget_files(ctl->op);
	if (p == PROBLEM_NONE)
		p = run_functions(ctl, m);
	if (p == PROBLEM_NONE)
		p = schema_commit(ctl->op);
	if (p != PROBLEM_NONE)
		schema_rollback(ctl->op);
	return p;
}

/* Programs that run take locks of the catalogue too: a deadlock with them is tried again. */
static enum problem apply_functions(struct ctl *ctl, const struct migrating *m)
{
	enum problem p;
	int tries = 0;

	do
		p = try_functions(ctl, m);
	while (schema_try_again(ctl->op, p, &tries));
	if (p != PROBLEM_NONE)
		return p;
	if (!ctl->args->json)
		fprintf(ctl->out, "applied %zu function files and the grants\n",
			m->functions.n - 1);
	return PROBLEM_NONE;
}

static enum problem apply(struct ctl *ctl, struct migrating *m)
{
	bool nothing = is_empty(m->pending);
	size_t n_migrations = 0;

	if (!is_empty(m->blocked)) {
		print_list(stderr, m->blocked);
		return ctl_refuse(ctl, "nothing was migrated");
	}
	enum problem p = apply_migrations(ctl, m, &n_migrations);
	if (p == PROBLEM_NONE && !nothing)
		p = apply_functions(ctl, m);
	if (p == PROBLEM_NONE)
		p = compare(ctl, m); /* a migration may have dropped what was a stray before */
	if (p != PROBLEM_NONE)
		return p;
	print_list(stderr, m->stray);
	if (ctl->args->json)
		fprintf(ctl->out, "{\"migrations\":%zu,\"functions\":%zu,\"schema_version\":%zu}\n",
			n_migrations, nothing ? 0 : m->functions.n - 1, m->migrations.n);
	else if (nothing)
		fprintf(ctl->out, "The database is at version %zu already: nothing to do.\n",
			m->migrations.n);
	else
		fprintf(ctl->out, "The database is at version %zu.\n", m->migrations.n);
	return PROBLEM_NONE;
}

static enum problem migrate(struct ctl *ctl)
{
	struct migrating *m = mem_zero(ctl->op, struct migrating);
	enum problem p = schema_files_migrations(ctl, &m->migrations);

	if (p != PROBLEM_NONE)
		return p;
	p = schema_files_functions(ctl, &m->functions);
	if (p == PROBLEM_NONE && !ctl_has(ctl, "check"))
		p = schema_lock(ctl->op);
	if (p == PROBLEM_NONE)
		p = compare(ctl, m);
	if (p != PROBLEM_NONE)
		return p;
	return ctl_has(ctl, "check") ? check(ctl, m) : apply(ctl, m);
}

static const struct option_row options[] = {
	{ "check", VALUE_FLAG, NULL, OPTIONAL,
	  "change nothing; list what differs from the files, exit status 1 if anything does" },
	{ 0 },
};

static const struct command commands[] = {
	{ "", NEEDS_OWNER, NULL, options, "Bring the database to the version of the SQL files",
	  "Migrations run in order, once each, in a transaction of their own; then, when any file\n"
	  "changed, all functions and grants in one transaction. An applied migration whose\n"
	  "file changed is refused.",
	  migrate },
	{ 0 },
};

const struct command_group migrate_group = { "migrate", "Migrating the database", commands };
