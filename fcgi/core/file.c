/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "core/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "core/mem.h"

static char *read_all(const void *owner, int fd, size_t *size)
{
	size_t room = 64 * 1024, used = 0;
	char *text = mem_array(owner, char, room);

	for (;;) {
		ssize_t n = read(fd, text + used, room - used - 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return NULL;
		if (n == 0)
			break;
		used += (size_t)n;
		if (room - used < 2) {
			text = mem_check(talloc_realloc_size(owner, text, room * 2));
			room *= 2;
		}
	}
	text[used] = '\0';
	if (size != NULL)
		*size = used;
	return text;
}

char *file_read(const void *owner, const char *path, size_t *size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return NULL;
	char *text = read_all(owner, fd, size);
	int saved = errno;
	close(fd);
	errno = saved;
	return text;
}

static bool write_all(int fd, const char *text)
{
	size_t left = strlen(text);

	while (left > 0) {
		ssize_t n = write(fd, text, left);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		text += n;
		left -= (size_t)n;
	}
	return fsync(fd) == 0;
}

/* The name of a file is on the disk when its folder is. */
static void sync_folder(const void *owner, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *folder =
		slash != NULL ? mem_strndup(owner, path, (size_t)(slash - path) + 1) : ".";
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

bool file_write(const void *owner, const char *path, const char *text, unsigned mode, bool replace)
{
	const char *fresh = mem_printf(owner, "%s.%ld.tmp", path, (long)getpid());
	int fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);

	if (fd < 0)
		return false;
	bool good = write_all(fd, text);
	good = close(fd) == 0 && good;
	if (good) /* link() refuses what exists, rename() replaces it: neither leaves a half file */
		good = (replace ? rename(fresh, path) : link(fresh, path)) == 0;
	int saved = errno;
	if (!good || !replace)
		unlink(fresh);
	sync_folder(owner, path);
	errno = saved;
	return good;
}

bool file_write_secret(const void *owner, const char *path, const char *text, bool replace)
{
	return file_write(owner, path, text, 0600, replace);
}

char *file_sha256(const void *owner, const void *bytes, size_t size)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char *hex = mem_array(owner, char, 2 * sizeof(hash) + 1);

	crypto_hash_sha256(hash, bytes, size);
	sodium_bin2hex(hex, 2 * sizeof(hash) + 1, hash, sizeof(hash));
	return hex;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool has_suffix(const char *name, const char *suffix)
{
	size_t length = strlen(name), tail = strlen(suffix);

	return length > tail && strcmp(name + length - tail, suffix) == 0;
}

const char **file_list(const void *owner, const char *folder, const char *suffix)
{
	DIR *dir = opendir(folder);
	size_t n = 0, room = 64;

	if (dir == NULL)
		return NULL;
	const char **names = mem_array(owner, const char *, room);
	for (const struct dirent *entry; (entry = readdir(dir)) != NULL;) {
		if (entry->d_name[0] == '.' || !has_suffix(entry->d_name, suffix))
			continue;
		if (n + 1 == room) {
			const char **more = mem_array(owner, const char *, room * 2);
			memcpy(more, names, n * sizeof(*names));
			names = more;
			room *= 2;
		}
		names[n++] = mem_strdup(owner, entry->d_name);
	}
	closedir(dir);
	names[n] = NULL;
	qsort(names, n, sizeof(*names), by_bytes);
	return names;
}
