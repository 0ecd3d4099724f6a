/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

/* Whether text is a UUID with its hyphens, in small or capital letters; NULL is none. */
bool uuid_is_text(const char *text);
