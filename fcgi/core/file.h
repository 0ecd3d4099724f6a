/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* The whole file with a NUL behind it, or NULL and errno.  size may be NULL. */
char *file_read(const void *owner, const char *path, size_t *size);

/*
 * Puts text into a new file of that mode and on the disk.  With replace the file is
 * there whole or not at all, whatever was there before; without, one that exists is
 * EEXIST.  False and errno when it cannot be done.
 */
bool file_write(const void *owner, const char *path, const char *text, unsigned mode, bool replace);

/* The same with mode 0600. */
bool file_write_secret(const void *owner, const char *path, const char *text, bool replace);

/* Hexadecimal sha256 of size bytes. */
char *file_sha256(const void *owner, const void *bytes, size_t size);

/* Names in folder that end in suffix, sorted by bytes, NULL-ended; NULL and errno. */
const char **file_list(const void *owner, const char *folder, const char *suffix);
