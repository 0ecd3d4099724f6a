/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <locale.h>
#include <string.h>

#include "ctl/usage_batch.h"

#define HEADER "id,site,workspace,meter,hour,quantity\n"

static struct csv_file *parse(void *owner, const char *text)
{
	return csv_parse_text(owner, "u.csv", text, strlen(text), usage_columns);
}

static void test_points_with_a_fault_are_told_before_any_is_sent(void **state)
{
	static const struct {
		const char *row, *fault;
	} cases[] = {
		{ "a,s,w,m,2015-02-27T01:30:00Z,1", "u.csv:2: column hour: must be a whole hour of "
						    "the form YYYY-MM-DDTHH:00:00Z, not "
						    "'2015-02-27T01:30:00Z'" },
		{ "a,s,w,m,2015-02-27T01:00:00Z,-1", "u.csv:2: column quantity: must be a number "
						     "of at least 0 with at most 9 decimals, "
						     "not '-1'" },
		{ "a,s,w,m,2015-02-27T01:00:00Z,NaN", "u.csv:2: column quantity: must be a number "
						      "of at least 0 with at most 9 decimals, "
						      "not 'NaN'" },
		{ "a,s,w,m,2015-02-27T01:00:00Z,0.1234567891",
		  "u.csv:2: column quantity: must be a number of at least 0 with at most 9 "
		  "decimals, "
		  "not '0.1234567891'" },
		{ ",s,w,m,2015-02-27T01:00:00Z,1",
		  "u.csv:2: column id: must have 1 to 128 characters, not ''" },
		{ "a,s,w,,2015-02-27T01:00:00Z,1",
		  "u.csv:2: column meter: must have 1 to 64 characters, not ''" },
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		void *owner = mem_strdup(NULL, "owner");
		const struct csv_file *file =
			parse(owner, mem_printf(owner, HEADER "%s\n", cases[i].row));
		assert_int_equal(file->n_faults, 1);
		assert_string_equal(file->faults[0], cases[i].fault);
		talloc_free(owner);
	}
}

static void test_hours_are_chosen_by_their_end(void **state)
{
	static const struct {
		const char *after, *until;
		size_t n;
	} cases[] = {
		{ NULL, NULL, 3 },
		{ NULL, "2015-02-28T00:00:00Z", 2 },
		{ "2015-02-27T23:00:00Z", "2015-02-28T00:00:00Z", 1 },
		{ "2015-02-28T00:00:00Z", NULL, 1 },
		{ "2015-02-28T01:00:00Z", NULL, 0 },
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct usage_sending *sending = mem_zero(NULL, struct usage_sending);
		sending->file = parse(sending, HEADER "a,s,w,m,2015-02-27T22:00:00Z,1\n"
						      "b,s,w,m,2015-02-27T23:00:00Z,1\n"
						      "x,t,w,m,2015-02-27T23:00:00Z,1\n"
						      "c,s,w,m,2015-02-28T00:00:00Z,1\n");
		usage_select(sending, "s", cases[i].after, cases[i].until);
		assert_int_equal(sending->n_rows, cases[i].n);
		assert_int_equal(sending->n_of_site, 3);
		assert_string_equal(usage_passed_over(sending, sending), "1 row of t");
		talloc_free(sending);
	}
}

static void test_rows_of_other_sites_are_counted(void **state)
{
	struct usage_sending *sending = mem_zero(NULL, struct usage_sending);
	char *text = mem_strdup(sending, HEADER);

	(void)state;
	for (int i = 0; i < 16; i++)
		text = mem_append(text, "a,s%d,w,m,2015-02-27T22:00:00Z,1\n", i % 8);
	sending->file = parse(sending, text);
	usage_select(sending, "nope", NULL, NULL);
	assert_int_equal(sending->n_of_site, 0);
	assert_string_equal(usage_passed_over(sending, sending),
			    "2 rows of s0, 2 rows of s1, 2 rows of s2, 2 rows of s3, "
			    "2 rows of s4, 6 rows of other sites");
	talloc_free(sending);
}

static void test_a_batch_is_a_body_of_strings(void **state)
{
	struct usage_sending *sending = mem_zero(NULL, struct usage_sending);

	(void)state;
	sending->file = parse(sending, HEADER "\"a\"\"/b\",s,w,m,2015-02-27T22:00:00Z,1.50\n"
					      "b,s,w,m,2015-02-27T23:00:00Z,2\n");
	usage_select(sending, "s", NULL, NULL);
	assert_string_equal(usage_body(sending, sending, 0, 1),
			    "{\"site\":\"s\",\"records\":[{\"id\":\"a\\\"/"
			    "b\",\"workspace\":\"w\",\"meter\":\"m\","
			    "\"hour\":\"2015-02-27T22:00:00Z\",\"quantity\":\"1.50\"}]}");
	assert_string_equal(
		usage_body(sending, sending, 1, 1),
		"{\"site\":\"s\",\"records\":[{\"id\":\"b\",\"workspace\":\"w\",\"meter\":\"m\","
		"\"hour\":\"2015-02-27T23:00:00Z\",\"quantity\":\"2\"}]}");
	talloc_free(sending);
}

static int use_utf8(void **state)
{
	(void)state;
	return setlocale(LC_CTYPE, "C.UTF-8") != NULL ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_points_with_a_fault_are_told_before_any_is_sent),
		UNIT_TEST(test_hours_are_chosen_by_their_end),
		UNIT_TEST(test_rows_of_other_sites_are_counted),
		UNIT_TEST(test_a_batch_is_a_body_of_strings),
	};

	return cmocka_run_group_tests(tests, use_utf8, NULL);
}
