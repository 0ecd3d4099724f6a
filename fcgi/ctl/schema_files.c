/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/schema_files.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "core/file.h"
#include "ctl/sql_dir.h"

static enum problem add_file(struct ctl *ctl, struct schema_files *out, const char *folder,
			     const char *path)
{
	struct schema_file *file;
	size_t size;

	out->files = mem_grow(ctl->op, out->files, struct schema_file, (unsigned)out->n + 1);
	file = &out->files[out->n++];
	file->path = mem_strdup(ctl->op, path);
	enum problem p =
		sql_read(ctl, mem_printf(ctl->op, "%s%s", folder, path), &file->text, &size);
	if (p != PROBLEM_NONE)
		return p;
	file->checksum = file_sha256(ctl->op, file->text, size);
	return PROBLEM_NONE;
}

static enum problem list_folder(struct ctl *ctl, const char *name, const char ***names)
{
	const char *folder = mem_printf(ctl->op, "%s/%s", sql_dir(ctl), name);

	*names = file_list(ctl->op, folder, ".sql");
	if (*names == NULL)
		return ctl_refuse(
			ctl, "cannot read %s: %s; BC_SQL_DIR names the folder of the SQL files",
			folder, strerror(errno));
	return PROBLEM_NONE;
}

enum problem schema_files_migrations(struct ctl *ctl, struct schema_files *out)
{
	const char **names;
	enum problem p = list_folder(ctl, "migrations", &names);

	*out = (struct schema_files){ 0 };
	for (size_t i = 0; p == PROBLEM_NONE && names[i] != NULL; i++) {
		char *end;
		unsigned long number = strtoul(names[i], &end, 10);
		if (end != names[i] + 4 || *end != '_' || number != i + 1)
			return ctl_refuse(
				ctl,
				"migrations/%s is not named %04zu_…: migrations are numbered "
				"without a gap",
				names[i], i + 1);
		p = add_file(ctl, out, "", mem_printf(ctl->op, "migrations/%s", names[i]));
	}
	return p;
}

static bool has_file(const struct schema_files *files, const char *path)
{
	for (size_t i = 0; i < files->n; i++)
		if (strcmp(files->files[i].path, path) == 0)
			return true;
	return false;
}

/* One name a line, with or without app/ before and .sql behind; # begins a comment. */
static enum problem add_ordered(struct ctl *ctl, struct schema_files *out)
{
	const char *path = mem_printf(ctl->op, "%s/functions/order.txt", sql_dir(ctl));
	char *text = file_read(ctl->op, path, NULL), *next = text;

	if (text == NULL && errno == ENOENT)
		return PROBLEM_NONE;
	if (text == NULL)
		return ctl_refuse(ctl, "cannot read %s: %s", path, strerror(errno));
	for (char *line; (line = strsep(&next, "\n")) != NULL;) {
		line[strcspn(line, "#\r")] = '\0';
		line += strspn(line, " \t");
		line[strcspn(line, " \t")] = '\0';
		if (*line == '\0')
			continue;
		if (strncmp(line, "app/", 4) == 0)
			line += 4;
		size_t length = strlen(line);
		bool has_suffix = length > 4 && strcmp(line + length - 4, ".sql") == 0;
		enum problem p =
			add_file(ctl, out, "functions/",
				 mem_printf(ctl->op, "app/%s%s", line, has_suffix ? "" : ".sql"));
		if (p != PROBLEM_NONE)
			return p;
	}
	return PROBLEM_NONE;
}

enum problem schema_files_functions(struct ctl *ctl, struct schema_files *out)
{
	static const char *const schemas[] = { "app", "api", "admin", "jobs" };

	*out = (struct schema_files){ 0 };
	enum problem p = add_ordered(ctl, out);
	for (size_t s = 0; s < sizeof(schemas) / sizeof(schemas[0]); s++) {
		const char **names = NULL;
		if (p == PROBLEM_NONE)
			p = list_folder(ctl, mem_printf(ctl->op, "functions/%s", schemas[s]),
					&names);
		for (size_t i = 0; p == PROBLEM_NONE && names[i] != NULL; i++) {
			const char *path = mem_printf(ctl->op, "%s/%s", schemas[s], names[i]);
			if (!has_file(out, path))
				p = add_file(ctl, out, "functions/", path);
		}
	}
	if (p == PROBLEM_NONE)
		p = add_file(ctl, out, "", "grants.sql");
	return p;
}
