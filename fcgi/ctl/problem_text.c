/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/problem_text.h"

#include <json-c/json.h>

#include "core/mem.h"
#include "core/problem.h"
#include "ctl/table.h"

static const char *const hints[PROBLEM_COUNT] = {
	[PROBLEM_BAD_REQUEST] = "correct the arguments; --help shows their form",
	[PROBLEM_UNAUTHENTICATED] = "run the same command again",
	[PROBLEM_FORBIDDEN] =
		"look which role the URL in stack.env names, and that `bcctl init` and "
		"`bcctl migrate` have been run",
	[PROBLEM_NOT_FOUND] = "look at BC_URL",
	[PROBLEM_METHOD_NOT_ALLOWED] = "look at BC_URL",
	[PROBLEM_BODY_TOO_LARGE] = "send smaller batches (--batch)",
	[PROBLEM_INVALID_FIELD] = "correct what is named; nothing was changed",
	[PROBLEM_BUSY] = "run the same command again in a moment",
	[PROBLEM_INTERNAL] = "look at the log of PostgreSQL; the command may be repeated",
	[PROBLEM_NO_SUCH_ACCOUNT] = "`bcctl account list` shows the accounts",
	[PROBLEM_KEY_REUSED] = "take another --key for another request",
	[PROBLEM_BAD_AMOUNT] = "give a positive amount with at most the currency's decimals",
	[PROBLEM_NO_SUCH_SITE] = "`bcctl site list` shows the sites",
	[PROBLEM_NO_SUCH_WORKSPACE] = "`bcctl workspace list` shows the workspaces",
	[PROBLEM_UNKNOWN_WORKSPACE] = "make it first: bcctl workspace create",
	[PROBLEM_DAY_CLOSED] = "closed days stay as they are; take a later day",
	[PROBLEM_DAY_NOT_OVER] = "wait until the day is over; `bcctl clock show` tells the time",
	[PROBLEM_ALREADY_EXISTS] =
		"take another code or login, or for a price list a later --effective-from",
	[PROBLEM_CLOCK_NOT_SETTABLE] =
		"only a database made with `bcctl init --settable-clock` has such a clock",
	[PROBLEM_CLOCK_BACKWARDS] = "take a later instant; `bcctl clock show` tells the time",
	[PROBLEM_UNKNOWN_METER] = "import a catalogue that names it: bcctl catalogue import",
	[PROBLEM_WORKSPACE_BOUND] = "`bcctl workspace list` shows who it is bound to",
	[PROBLEM_CLOCK_BEHIND] = "look at the clock of the database server",
	[PROBLEM_WORKER_VERSION] = "run the program of the database's version, or `bcctl migrate`",
	[PROBLEM_NO_SUCH_BILL] = "`bcctl bill list` shows the bills",
	[PROBLEM_NO_SUCH_PRICE_LIST] = "`bcctl catalogue list` shows the price lists",
	[PROBLEM_INSUFFICIENT_FUNDS] =
		"`bcctl balance ACCOUNT` shows what is there; nothing was changed",
	[PROBLEM_ACCOUNT_FROZEN] = "`bcctl account unfreeze` lets the customer spend again",
	[PROBLEM_NO_SUCH_PROPOSAL] = "`bcctl proposal list` shows the proposals",
	[PROBLEM_PROPOSAL_DECIDED] = "`bcctl proposal show` tells what became of it; propose anew",
	[PROBLEM_SAME_PERSON] = "let another operator approve it, named by BC_OPERATOR",
	[PROBLEM_NO_SUCH_PURSE] = "`bcctl voucher list` and `bcctl card list` show their ids",
	[PROBLEM_PURSE_STATE] = "look at its state: bcctl voucher list, bcctl card list",
	[PROBLEM_TOO_MUCH_CORRECTED] = "`bcctl bill show` tells what was paid; give back less",
	[PROBLEM_NO_SUCH_HOLD] = "`bcctl hold list` shows the holds",
};

/* Where a sender of usage does something else about it than an operator. */
static const char *const usage_hints[PROBLEM_COUNT] = {
	[PROBLEM_UNAUTHENTICATED] =
		"make the site a new credential: bcctl site credential CODE --credential-file FILE",
	[PROBLEM_INVALID_FIELD] =
		"correct what is named and send it again; nothing of this batch was stored",
	[PROBLEM_DAY_CLOSED] =
		"a closed day takes no more points: send later hours only, with --ended-after",
};

const char *problem_hint(enum problem p)
{
	return p > PROBLEM_NONE && p < PROBLEM_COUNT ? hints[p] : NULL;
}

const char *problem_usage_hint(enum problem p)
{
	const char *hint = p > PROBLEM_NONE && p < PROBLEM_COUNT ? usage_hints[p] : NULL;

	return hint != NULL ? hint : problem_hint(p);
}

void problem_print(FILE *out, const struct op *op, enum problem p)
{
	/* no body is sent from here: what doesn't fit are the values given */
	fprintf(out, "bcctl: %s\n",
		p == PROBLEM_INVALID_FIELD ? "A value is not usable" : problem_row(p)->title);
	if (op->detail != NULL)
		fprintf(out, "  why:   %s\n", table_clean(op, op->detail));
	if (op->pointer != NULL)
		fprintf(out, "  where: %s\n", table_clean(op, op->pointer));
	if (problem_hint(p) != NULL)
		fprintf(out, "  do:    %s\n", problem_hint(p));
}

static void add_text(struct json_object *obj, const char *name, const char *text)
{
	if (text != NULL)
		json_object_object_add(obj, name, json_object_new_string(text));
}

const char *problem_json_text(struct op *op, enum problem p)
{
	const struct problem_row *row = problem_row(p);
	struct json_object *obj = json_object_new_object();

	add_text(obj, "type", mem_printf(op, "/problems/%s", row->slug));
	add_text(obj, "title", row->title);
	json_object_object_add(obj, "status", json_object_new_int(row->status));
	add_text(obj, "detail", op->detail);
	if (op->pointer != NULL) {
		struct json_object *errors = json_object_new_array();
		struct json_object *error = json_object_new_object();
		add_text(error, "pointer", op->pointer);
		add_text(error, "detail", op->detail);
		json_object_array_add(errors, error);
		json_object_object_add(obj, "errors", errors);
	}
	const char *text = mem_strdup(
		op, json_object_to_json_string_ext(obj, JSON_C_TO_STRING_PLAIN |
								JSON_C_TO_STRING_NOSLASHESCAPE));
	json_object_put(obj);
	return text;
}
