/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "unit.h"

#include "http/token.h"

/* 32 bytes each: 0123456789abcdef0123456789abcdef and its like. */
#define SECRET_A "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
#define SECRET_B "QUJDREVGR0hJSktMTU5PUEFCQ0RFRkdISUpLTE1OT1A="

/* The keys of a file with that text; as token_keys_load. */
static inline const struct token_keys *keys_of(const void *owner, const char *text,
					       const char **fault)
{
	char path[] = "/tmp/test_token_XXXXXX";
	int fd = mkstemp(path);
	const struct token_keys *keys;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	keys = token_keys_load(owner, path, fault);
	unlink(path);
	return keys;
}
