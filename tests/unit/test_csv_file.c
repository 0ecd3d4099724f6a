/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <locale.h>
#include <string.h>

#include "ctl/csv_file.h"

static const char *short_fault(const char *cell)
{
	return strlen(cell) <= 3 ? NULL : "must be short";
}

static const struct csv_column columns[] = {
	{ .name = "id" },
	{ .name = "size", .fault = short_fault },
	{ .name = "note", .is_optional = true },
	{ 0 },
};

static struct csv_file *parse(void *owner, const char *text)
{
	return csv_parse_text(owner, "f.csv", text, strlen(text), columns);
}

static void test_faults_name_line_and_column(void **state)
{
	static const struct {
		const char *text, *fault;
	} cases[] = {
		{ "", "f.csv:1: the file has no header" },
		{ "id\n", "f.csv:1: column size: is missing" },
		{ "id,size,colour\n", "f.csv:1: column colour: is not known here" },
		{ "id,size,id\n", "f.csv:1: column id: stands there twice" },
		{ "id,size\na\n", "f.csv:2: the row has 1 fields, the header 2" },
		{ "id,size\na,1\nb,2,3\n", "f.csv:3: the row has 3 fields, the header 2" },
		{ "id,size\na,1\n\n\nb,long\n", "f.csv:5: column size: must be short, not 'long'" },
		{ "id,size\r\na,1\r\nb,long\r\n",
		  "f.csv:3: column size: must be short, not 'long'" },
		{ "id,size\n\"two\nlines\",1\nb,long\n",
		  "f.csv:4: column size: must be short, not 'long'" },
		{ "id,size\na,\"1\n", "f.csv:2: a quoted field is not closed" },
		{ "id,size\na,1\"2\n", "f.csv:2: a quote stands where none may" },
		{ "id,size\n\xff,1\n", "f.csv:2: field 1: is no UTF-8 text" },
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		void *owner = mem_strdup(NULL, "owner");
		const struct csv_file *file = parse(owner, cases[i].text);
		assert_true(file->n_faults > 0);
		assert_string_equal(file->faults[0], cases[i].fault);
		talloc_free(owner);
	}
}

static void test_cells_stand_in_the_order_of_the_columns(void **state)
{
	void *owner = mem_strdup(NULL, "owner");
	const struct csv_file *file =
		parse(owner, "\xef\xbb\xbfsize,id\n1,\"a \"\"b\"\", c\"\n2,\xe7\x94\xb2");

	(void)state;
	assert_int_equal(file->n_faults, 0);
	assert_int_equal(file->n_rows, 2);
	assert_string_equal(file->rows[0].cells[0], "a \"b\", c");
	assert_string_equal(file->rows[0].cells[1], "1");
	assert_null(file->rows[0].cells[2]);
	assert_string_equal(file->rows[1].cells[0], "\xe7\x94\xb2");
	assert_int_equal(file->rows[1].line, 3);
	talloc_free(owner);
}

static void test_many_faults_are_counted_and_some_kept(void **state)
{
	void *owner = mem_strdup(NULL, "owner");
	char *text = mem_strdup(owner, "id,size\n");

	(void)state;
	for (int i = 0; i < 100; i++)
		text = mem_append(text, "a,long\n");
	const struct csv_file *file = parse(owner, text);
	assert_int_equal(file->n_faults, 100);
	assert_string_equal(file->faults[CSV_FAULTS - 1],
			    "f.csv:21: column size: must be short, not 'long'");
	talloc_free(owner);
}

static void test_pointers_become_places(void **state)
{
	void *owner = mem_strdup(NULL, "owner");
	const struct csv_file *file = parse(owner, "id,size\na,1\n\nb,2\n");

	(void)state;
	assert_string_equal(csv_place(owner, file, 0, "/items/1/size"), "f.csv:4: column size: ");
	assert_string_equal(csv_place(owner, file, 1, "/records/0"), "f.csv:4: ");
	assert_null(csv_place(owner, file, 0, "/items/2/size"));
	assert_null(csv_place(owner, file, 0, "/items/x/size"));
	assert_null(csv_place(owner, file, 0, "/effective_from"));
	assert_null(csv_place(owner, file, 0, NULL));
	talloc_free(owner);
}

static int use_utf8(void **state)
{
	(void)state;
	return setlocale(LC_CTYPE, "C.UTF-8") != NULL ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_faults_name_line_and_column),
		UNIT_TEST(test_cells_stand_in_the_order_of_the_columns),
		UNIT_TEST(test_many_faults_are_counted_and_some_kept),
		UNIT_TEST(test_pointers_become_places),
	};

	return cmocka_run_group_tests(tests, use_utf8, NULL);
}
