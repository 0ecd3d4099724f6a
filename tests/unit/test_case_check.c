/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <string.h>

#include "ctl/case_check.h"

#define HEAD                                                                                       \
	"{\"id\":\"c\",\"currency\":\"CNY\",\"at\":\"2026-03-01T00:00:00Z\","                      \
	"\"settlement\":\"account\",\"arrears\":\"0.00\","
#define PURSE "{\"id\":\"p\",\"kind\":\"card\",\"face\":\"1\",\"balance\":\"1\""

static void test_cases_are_judged_by_their_form(void **state)
{
	static const struct {
		const char *text;
		enum problem problem;
		const char *pointer, *detail;
	} cases[] = {
		{ HEAD "\"cash\":\"1.00\",\"purses\":[],\"lines\":[]}", PROBLEM_NONE, NULL, NULL },
		{ HEAD "\"cash\":\"1.00\",\"purses\":[" PURSE
		       ",\"items\":[\"logs\"],\"expires_at\":null,\"frozen\":true}],"
		       "\"lines\":[{\"item\":\"logs\",\"amount\":\"1.5\"}]}",
		  PROBLEM_NONE, NULL, NULL },
		{ HEAD "\"cash\":5,\"purses\":[],\"lines\":[]}", PROBLEM_INVALID_FIELD, "/cash",
		  "must be a string" },
		{ HEAD "\"cash\":null,\"purses\":[],\"lines\":[]}", PROBLEM_INVALID_FIELD, "/cash",
		  "must be a string" },
		{ HEAD "\"purses\":[],\"lines\":[]}", PROBLEM_INVALID_FIELD, "/cash",
		  "is missing" },
		{ HEAD "\"cash\":\"1\",\"colour\":1}", PROBLEM_INVALID_FIELD, "/colour",
		  "is not known here" },
		{ HEAD "\"cash\":\"1\",\"purses\":[],\"lines\":\"x\"}", PROBLEM_INVALID_FIELD,
		  "/lines", "must be an array" },
		{ HEAD "\"cash\":\"1\",\"purses\":[],\"lines\":[{\"item\":\"sms\",\"amount\":1}]}",
		  PROBLEM_INVALID_FIELD, "/lines/0/amount", "must be a string" },
		{ HEAD "\"cash\":\"1\",\"purses\":[" PURSE ",\"items\":[1]}],\"lines\":[]}",
		  PROBLEM_INVALID_FIELD, "/purses/0/items/0", "must be a string" },
		{ HEAD "\"cash\":\"1\",\"purses\":[" PURSE ",\"frozen\":\"no\"}],\"lines\":[]}",
		  PROBLEM_INVALID_FIELD, "/purses/0/frozen", "must be true or false" },
		{ HEAD "\"cash\":\"1\\u0000\",\"purses\":[],\"lines\":[]}", PROBLEM_INVALID_FIELD,
		  "/cash", "must not hold a NUL" },
		{ "{\"case\":" HEAD "\"cash\":\"1\",\"purses\":[],\"lines\":[]},\"expect\":{}}",
		  PROBLEM_NONE, NULL, NULL },
		{ "{\"case\":{}}", PROBLEM_INVALID_FIELD, "/id", "is missing" },
		{ "{\"case\":5}", PROBLEM_INVALID_FIELD, "", "must be an object" },
		{ "{}", PROBLEM_INVALID_FIELD, "/id", "is missing" },
		{ "[]", PROBLEM_INVALID_FIELD, "", "must be an object" },
		{ "", PROBLEM_BAD_REQUEST, NULL, "the line is no JSON object" },
		{ "null", PROBLEM_BAD_REQUEST, NULL, "the line is no JSON object" },
		{ "{} x", PROBLEM_BAD_REQUEST, NULL, "the line is no JSON object" },
		{ "{\"id\":\"\xff\"}", PROBLEM_BAD_REQUEST, NULL, "the line is no JSON object" },
		{ "{'id':'c'}", PROBLEM_BAD_REQUEST, NULL, "the line is no JSON object" },
	};

	(void)state;
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct op *op = unit_op();
		const char *json;
		enum problem p = case_read(op, cases[i].text, strlen(cases[i].text), &json);
		if (p != cases[i].problem)
			fail_msg("case %zu: problem %d", i, (int)p);
		if (cases[i].pointer != NULL)
			assert_string_equal(op->pointer, cases[i].pointer);
		if (cases[i].detail != NULL)
			assert_string_equal(op->detail, cases[i].detail);
		talloc_free(op);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_cases_are_judged_by_their_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
