/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "ctl/command.h"

/* What is wrong with text as a value of the kind, as the end of a sentence; NULL when nothing is.
 */
const char *value_fault(enum value_kind kind, const char *text);

/* How a value of the kind is written, by an example; NULL when it needs none. */
const char *value_example(enum value_kind kind);

/* Decimal text: 1 to whole digits, then at most scale decimals; no sign, no exponent. */
bool value_is_decimal(const char *text, int whole, int scale);

#define VALUE_UTC_SIZE 21

/* hour: instant_is_utc().  end: the instant one hour later, in the same form. */
void value_hour_end(const char *hour, char end[VALUE_UTC_SIZE]);
