/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/secret_file.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "core/mem.h"
#include "core/file.h"

enum problem secret_file_read(struct ctl *ctl, const char *path, const char **text)
{
	*text = file_read(ctl->op, path, NULL);
	if (*text == NULL && errno != ENOENT)
		return ctl_refuse(ctl, "cannot read %s: %s", path, strerror(errno));
	return PROBLEM_NONE;
}

enum problem secret_file_write(struct ctl *ctl, const char *path, const char *secret, bool replace)
{
	const char *line = mem_printf(ctl->op, "%s\n", secret);

	if (!file_write_secret(ctl->op, path, line, replace))
		return ctl_refuse(ctl, "cannot write %s: %s", path, strerror(errno));
	return PROBLEM_NONE;
}

void secret_file_undo(const char *path, enum problem p)
{
	if (p != PROBLEM_NONE && p != PROBLEM_INTERNAL && p != PROBLEM_BUSY)
		unlink(path);
}
