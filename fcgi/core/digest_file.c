/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "core/digest_file.h"

#include <errno.h>
#include <string.h>

#include "core/file.h"
#include "core/mem.h"

#define MODE 0644

/* There already with these bytes, or written now. */
static bool put(const void *owner, const char *path, const char *text, const char **fault)
{
	const char *there = file_read(owner, path, NULL);

	if (there == NULL && errno == ENOENT && file_write(owner, path, text, MODE, false))
		return true;
	if (there == NULL)
		*fault = mem_printf(owner, "%s: %s", path, strerror(errno));
	else if (strcmp(there, text) != 0)
		*fault = mem_printf(owner, "%s is there with other content: it stays", path);
	else
		return true;
	return false;
}

bool digest_file_write(const void *owner, const char *folder, const char *name, const char *text,
		       const struct sign_key *key, const char **fault)
{
	const char *path = mem_printf(owner, "%s/%s", folder, name);
	const char *beside = mem_printf(owner, "%s.sig", path);
	const char *signature = sign_bytes(owner, key, text, strlen(text));

	return put(owner, path, text, fault) &&
	       put(owner, beside, mem_printf(owner, "%s\n", signature), fault);
}
