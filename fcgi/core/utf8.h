/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/*
 * The bytes of the character at p, which lies before end; 0 when it is no UTF-8 as PostgreSQL
 * takes it: no overlong forms, no surrogates.
 */
size_t utf8_size(const char *p, const char *end);

/* Whether all of it is such UTF-8. */
bool utf8_is_text(const char *text, size_t len);

/* The characters of a text that is UTF-8. */
size_t utf8_count(const char *text, size_t len);
