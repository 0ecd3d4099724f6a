/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include "ctl/value.h"

static void test_values_are_judged_by_their_kind(void **state)
{
	static const struct {
		enum value_kind kind;
		const char *text;
		bool is_good;
	} cases[] = {
		{ VALUE_DAY, "2015-02-28", true },
		{ VALUE_DAY, "2016-02-29", true },
		{ VALUE_DAY, "2015-02-29", false },
		{ VALUE_DAY, "1900-02-29", false },
		{ VALUE_DAY, "2000-02-29", true },
		{ VALUE_DAY, "2015-13-01", false },
		{ VALUE_DAY, "2015-00-01", false },
		{ VALUE_DAY, "2015-1-01", false },
		{ VALUE_DAY, "2015-01-01x", false },
		{ VALUE_DAY, "0000-01-01", false },
		{ VALUE_DAY, "", false },
		{ VALUE_INSTANT, "2015-02-27T00:00:00Z", true },
		{ VALUE_INSTANT, "2015-02-27T00:00:00.123456Z", true },
		{ VALUE_INSTANT, "2015-02-27T08:00:00+08:00", true },
		{ VALUE_INSTANT, "2015-02-27T08:00:00-08:00", true },
		{ VALUE_INSTANT, "2015-02-27T08:00:00", false },
		{ VALUE_INSTANT, "2015-02-27T24:00:00Z", false },
		{ VALUE_INSTANT, "2015-02-27T00:60:00Z", false },
		{ VALUE_INSTANT, "2015-02-27T00:00:00.Z", false },
		{ VALUE_INSTANT, "2015-02-27T00:00:00.1234567Z", false },
		{ VALUE_INSTANT, "2015-02-27 00:00:00Z", false },
		{ VALUE_INSTANT, "2015-02-27", false },
		{ VALUE_UTC, "2015-02-27T00:00:00Z", true },
		{ VALUE_UTC, "2015-02-27T00:00:00+00:00", false },
		{ VALUE_AMOUNT, "100", true },
		{ VALUE_AMOUNT, "99.50", true },
		{ VALUE_AMOUNT, "-5", false },
		{ VALUE_AMOUNT, "+5", false },
		{ VALUE_AMOUNT, "1e3", false },
		{ VALUE_AMOUNT, "NaN", false },
		{ VALUE_AMOUNT, "1.", false },
		{ VALUE_AMOUNT, ".5", false },
		{ VALUE_AMOUNT, " 1", false },
		{ VALUE_AMOUNT, "1,00", false },
		{ VALUE_AMOUNT, "0x10", false },
		{ VALUE_AMOUNT, "123456789012345", false },
		{ VALUE_UUID, "00000000-0000-4000-8000-00000000000a", true },
		{ VALUE_UUID, "00000000-0000-4000-8000-00000000000g", false },
		{ VALUE_UUID, "00000000-0000-4000-8000-0000000000000", false },
		{ VALUE_COUNT, "1", true },
		{ VALUE_COUNT, "0", false },
		{ VALUE_COUNT, "-1", false },
		{ VALUE_COUNT, "1.5", false },
		{ VALUE_COUNT, "1000000", false },
		{ VALUE_PAIR, "CN=2022", true },
		{ VALUE_PAIR, "=2022", false },
		{ VALUE_PAIR, "CN=", false },
		{ VALUE_PAIR, "CN", false },
		{ VALUE_CODE, "ws-fb_1.x", true },
		{ VALUE_CODE, "-x", false },
		{ VALUE_CODE, "a b", false },
		{ VALUE_TEXT, "", false },
		{ VALUE_TEXT, "x", true },
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		bool is_good = value_fault(cases[i].kind, cases[i].text) == NULL;
		if (is_good != cases[i].is_good)
			fail_msg("case %zu: '%s'", i, cases[i].text);
	}
}

static void test_an_hour_ends_an_hour_later(void **state)
{
	static const struct {
		const char *hour, *end;
	} cases[] = {
		{ "2015-02-27T00:00:00Z", "2015-02-27T01:00:00Z" },
		{ "2015-02-28T23:00:00Z", "2015-03-01T00:00:00Z" },
		{ "2016-02-28T23:00:00Z", "2016-02-29T00:00:00Z" },
		{ "2015-12-31T23:00:00Z", "2016-01-01T00:00:00Z" },
	};
	char end[VALUE_UTC_SIZE];

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		value_hour_end(cases[i].hour, end);
		assert_string_equal(end, cases[i].end);
	}
}

static void test_decimals_keep_to_their_digits(void **state)
{
	(void)state;
	assert_true(value_is_decimal("0.123456789", 21, 9));
	assert_false(value_is_decimal("0.1234567891", 21, 9));
	assert_true(value_is_decimal("123456789012345678901", 21, 9));
	assert_false(value_is_decimal("1234567890123456789012", 21, 9));
	assert_false(value_is_decimal("5.0", 6, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_values_are_judged_by_their_kind),
		UNIT_TEST(test_an_hour_ends_an_hour_later),
		UNIT_TEST(test_decimals_keep_to_their_digits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
