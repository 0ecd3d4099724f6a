/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/value.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/instant.h"
#include "core/uuid.h"

bool value_is_decimal(const char *text, int whole, int scale)
{
	size_t digits = strspn(text, "0123456789");

	if (digits < 1 || digits > (size_t)whole)
		return false;
	text += digits;
	if (*text == '\0')
		return true;
	if (*text++ != '.')
		return false;
	digits = strspn(text, "0123456789");
	return digits >= 1 && digits <= (size_t)scale && text[digits] == '\0';
}

void value_hour_end(const char *hour, char end[VALUE_UTC_SIZE])
{
	struct tm tm = { .tm_year = 0 };

	strptime(hour, "%Y-%m-%dT%H:%M:%SZ", &tm);
	tm.tm_hour++;
	timegm(&tm); /* carries the 24th hour into the next day */
	strftime(end, VALUE_UTC_SIZE, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

static bool is_flag(const char *text)
{
	(void)text; /* it has none */
	return true;
}

static bool is_text(const char *text)
{
	return text[0] != '\0';
}

static bool is_code(const char *text)
{
	size_t length = strlen(text);

	return length >= 1 && length <= 64 && isalnum((unsigned char)text[0]) &&
	       strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") ==
		       length;
}

static bool is_amount(const char *text)
{
	return value_is_decimal(text, 14, 6);
}

static bool is_count(const char *text)
{
	return value_is_decimal(text, 6, 0) && strtoul(text, NULL, 10) > 0;
}

static bool is_signed_amount(const char *text)
{
	return is_amount(text + (*text == '-'));
}

static bool is_pair(const char *text)
{
	const char *equals = strchr(text, '=');

	return equals != NULL && equals != text && equals[1] != '\0';
}

static const struct {
	bool (*is_good)(const char *text);
	const char *fault;
	const char *example;
} kinds[] = {
	[VALUE_FLAG] = { is_flag, "" },
	[VALUE_TEXT] = { is_text, "must not be empty" },
	[VALUE_FILE] = { is_text, "must not be empty" },
	[VALUE_CODE] = { is_code,
			 "must be a code: 1 to 64 letters, digits, '-', '_' or '.', the first "
			 "a letter or digit" },
	[VALUE_DAY] = { instant_is_day, "must be a day of the form YYYY-MM-DD", "2026-01-12" },
	[VALUE_INSTANT] = { instant_is_text,
			    "must be an instant of the form YYYY-MM-DDTHH:MM:SSZ (or "
			    "with an offset such as +08:00)",
			    "2026-01-12T08:00:00Z or 2026-01-12T08:00:00+08:00" },
	[VALUE_UTC] = { instant_is_utc, "must be an instant of the form YYYY-MM-DDTHH:MM:SSZ",
			"2026-01-12T08:00:00Z" },
	[VALUE_AMOUNT] = { is_amount,
			   "must be an amount such as 100 or 99.50, without sign or exponent",
			   "99.50" },
	[VALUE_SIGNED] = { is_signed_amount,
			   "must be an amount such as 99.50 or -99.50, without exponent",
			   "-99.50" },
	[VALUE_UUID] = { uuid_is_text, "must be a UUID" },
	[VALUE_COUNT] = { is_count, "must be a whole number from 1 to 999999" },
	[VALUE_PAIR] = { is_pair, "must have the form NAME=VALUE" },
};

const char *value_fault(enum value_kind kind, const char *text)
{
	return kinds[kind].is_good(text) ? NULL : kinds[kind].fault;
}

const char *value_example(enum value_kind kind)
{
	return kinds[kind].example;
}
