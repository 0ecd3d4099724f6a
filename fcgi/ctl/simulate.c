/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdio.h>

#include "calls/bill_calls.h"
#include "calls/operator_calls.h"
#include "core/mem.h"
#include "ctl/answer.h"
#include "ctl/case_check.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"
#include "ctl/problem_text.h"

/* Longer than any case that makes sense. */
#define MAX_CASE (1024 * 1024)

/* One op a case: what it made is gone with its line, and its connection is the run's. */
static enum problem run_case(struct ctl *ctl, const char *text, size_t size)
{
	struct op *op = mem_zero(ctl->op, struct op);
	const char *json = NULL;
	enum problem p;

	op->db = ctl->op->db;
	if (size > MAX_CASE)
		p = op_fail(op, PROBLEM_BODY_TOO_LARGE, "a case has at most %d bytes", MAX_CASE);
	else
		p = case_read(op, text, size, &text);
	if (p == PROBLEM_NONE)
		p = bill_simulate(op, ctl->session, text, &json);

	if (p == PROBLEM_NONE) {
		struct json_object *answer = answer_parse(op, json);
		fprintf(ctl->out, "%s\n", answer != NULL ? answer_line(answer) : "null");
	} else if (p == PROBLEM_BUSY && operator_is_unreached(op)) {
		op_fail(ctl->op, p, "%s", op->detail);
		talloc_free(op);
		return p;
	} else {
		fprintf(ctl->out, "{\"error\":%s}\n", problem_json_text(op, p));
		ctl->negative = true;
	}
	talloc_free(op);
	return PROBLEM_NONE;
}

/*
 * The next line without its end, in room of MAX_CASE + 2 bytes; size is that of the whole
 * line, of which only so much is kept as there is room for.  False at the end of the input.
 */
static bool read_case(FILE *in, char *line, size_t *size)
{
	int c;

	*size = 0;
	while ((c = getc_unlocked(in)) != EOF && c != '\n') {
		if (*size <= MAX_CASE)
			line[*size] = (char)c;
		++*size;
	}
	if (c == EOF && *size == 0)
		return false;
	if (*size > 0 && *size <= MAX_CASE && line[*size - 1] == '\r')
		--*size;
	line[*size <= MAX_CASE ? *size : MAX_CASE] = '\0';
	return true;
}

static enum problem simulate(struct ctl *ctl)
{
	char *line = mem_array(ctl->op, char, MAX_CASE + 2);
	size_t size;
	enum problem p = PROBLEM_NONE;

	while (p == PROBLEM_NONE && read_case(stdin, line, &size))
		p = run_case(ctl, line, size);
	return p;
}

static const struct command commands[] = {
	{ "", NEEDS_OPERATOR, NULL, NULL, "Settle made-up bills without keeping anything",
	  "Reads cases as JSON, one a line, from standard input and writes one result a line, in\n"
	  "order, by the procedure that settles bills, in a transaction that is rolled back. A "
	  "line\n"
	  "is a case or has it as its member \"case\". A malformed case gives {\"error\": problem} "
	  "on\n"
	  "its line and the run goes on; the exit status is then 1.\n\n"
	  "A case, on one line, with amounts as strings:\n"
	  "  {\"id\": \"c1\", \"currency\": \"CNY\", \"at\": \"2026-03-01T00:05:00+08:00\",\n"
	  "   \"settlement\": \"account\", \"cash\": \"50.00\", \"arrears\": \"0.00\",\n"
	  "   \"purses\": [{\"id\": \"p1\", \"kind\": \"ordinary\", \"face\": \"100.00\",\n"
	  "               \"balance\": \"9.00\"}],\n"
	  "   \"lines\": [{\"item\": \"logs\", \"amount\": \"35.0783\"}]}\n"
	  "settlement is account, aws or alibaba; kind is ordinary, full_reduction or card. A\n"
	  "purse may have valid_from, expires_at, items (a list; null: all), min_spend and\n"
	  "frozen (true or false) as well.",
	  simulate },
	{ 0 },
};

const struct command_group simulate_group = { "simulate", "Settling without keeping anything",
					      commands };
