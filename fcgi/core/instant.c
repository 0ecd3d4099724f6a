/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "core/instant.h"

#include <ctype.h>
#include <string.h>

#define DAY_LENGTH     10
#define SECONDS_LENGTH 19

/* In a pattern 0 stands for a digit, the rest for itself. */
static bool fits(const char *text, const char *pattern)
{
	for (; *pattern != '\0'; pattern++, text++) {
		bool good =
			*pattern == '0' ? isdigit((unsigned char)*text) != 0 : *text == *pattern;
		if (!good)
			return false;
	}
	return true;
}

static int two_digits(const char *text)
{
	return (text[0] - '0') * 10 + (text[1] - '0');
}

static bool starts_with_day(const char *text)
{
	static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	if (!fits(text, "0000-00-00"))
		return false;
	int year = two_digits(text) * 100 + two_digits(text + 2);
	int month = two_digits(text + 5);
	int day = two_digits(text + 8);
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (year == 0 || month < 1 || month > 12 || day < 1 || day > days[month - 1])
		return false;
	return leap || month != 2 || day <= 28;
}

static bool starts_with_seconds(const char *text)
{
	return starts_with_day(text) && fits(text + DAY_LENGTH, "T00:00:00") &&
	       two_digits(text + 11) < 24 && two_digits(text + 14) < 60 &&
	       two_digits(text + 17) < 60;
}

bool instant_is_day(const char *text)
{
	return starts_with_day(text) && text[DAY_LENGTH] == '\0';
}

bool instant_is_text(const char *text)
{
	if (!starts_with_seconds(text))
		return false;
	text += SECONDS_LENGTH;
	if (*text == '.') {
		size_t digits = strspn(text + 1, "0123456789");
		if (digits < 1 || digits > 6)
			return false;
		text += 1 + digits;
	}
	if (*text == '+' || *text == '-')
		return fits(text + 1, "00:00") && two_digits(text + 1) < 16 &&
		       two_digits(text + 4) < 60 && text[6] == '\0';
	return strcmp(text, "Z") == 0;
}

bool instant_is_utc(const char *text)
{
	return starts_with_seconds(text) && strcmp(text + SECONDS_LENGTH, "Z") == 0;
}
