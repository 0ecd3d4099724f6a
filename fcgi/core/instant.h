/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

/* YYYY-MM-DD that is in the calendar. */
bool instant_is_day(const char *text);

/* RFC 3339 with seconds and an offset: Z or +HH:MM. */
bool instant_is_text(const char *text);

/* Just YYYY-MM-DDTHH:MM:SSZ: such texts compare as the instants do. */
bool instant_is_utc(const char *text);
