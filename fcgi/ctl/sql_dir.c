/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/sql_dir.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "core/mem.h"
#include "core/file.h"

static const char *installed_beside_binary(const void *owner)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);

	if (n <= 0)
		return "";
	path[n] = '\0';
	char *slash = strrchr(path, '/');
	if (slash == NULL)
		return "";
	*slash = '\0';
	return mem_printf(owner, "%s/../share/%s/sql", path, PACKAGE_NAME);
}

const char *sql_dir(struct ctl *ctl)
{
	const char *const places[] = { installed_beside_binary(ctl->op), BC_SQL_SOURCE_DIR };

	if (ctl->conf->sql_dir != NULL)
		return ctl->conf->sql_dir;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (access(mem_printf(ctl->op, "%s/init.sql", places[i]), R_OK) == 0)
			return places[i];
	return BC_SQL_INSTALLED_DIR;
}

enum problem sql_read(struct ctl *ctl, const char *name, const char **text, size_t *size)
{
	const char *path = mem_printf(ctl->op, "%s/%s", sql_dir(ctl), name);

	*text = file_read(ctl->op, path, size);
	if (*text == NULL)
		return ctl_refuse(
			ctl, "cannot read %s: %s; BC_SQL_DIR names the folder of the SQL files",
			path, strerror(errno));
	if (strlen(*text) != *size)
		return ctl_refuse(ctl, "%s holds a NUL byte", path);
	return PROBLEM_NONE;
}
