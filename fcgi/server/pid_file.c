/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "server/pid_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/log.h"
#include "core/mem.h"

bool pid_file_write(const char *path)
{
	char *temporary;
	FILE *file;
	bool ok;

	if (path == NULL)
		return true;
	temporary = mem_printf(NULL, "%s.new", path);
	file = fopen(temporary, "we");
	ok = file != NULL && fprintf(file, "%ld\n", (long)getpid()) > 0;
	if (file != NULL)
		ok = fclose(file) == 0 && ok;
	ok = ok && rename(temporary, path) == 0;
	if (!ok)
		log_error(NULL, "pid_file_failed", "path=%s error=\"%s\"", path, strerror(errno));
	talloc_free(temporary);
	return ok;
}

void pid_file_remove(const char *path)
{
	if (path != NULL)
		unlink(path);
}
