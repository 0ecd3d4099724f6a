/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "calls/verify_calls.h"
#include "ctl/ctl.h"

/*
 * Holds the digest files of a folder against each other and against the database's blocks,
 * and their signatures against the public key in public_file (NULL: they are not looked at).
 * Files that the database remembers and old blocks in no file are violations, and so is a folder
 * without files when it is_asked_for.  *files counts them.  Refused when folder or key cannot be
 * read.
 */
enum problem verify_digest_files(struct ctl *ctl, const char *folder, bool is_asked_for,
				 const char *public_file, struct verify_found *found,
				 size_t *files);
