/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <string.h>

#include "calls/account_calls.h"
#include "core/mem.h"
#include "ctl/answer.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"

/* Stored value is cards less arrears, with both parts beside it. */
static const struct column balance_columns[] = {
	{ "account", "account", ALIGN_LEFT },
	{ "currency", "currency", ALIGN_LEFT },
	{ "cash", "cash", ALIGN_RIGHT },
	{ "frozen", "frozen", ALIGN_RIGHT },
	{ "stored value", "stored_value", ALIGN_RIGHT },
	{ "= cards", "cards", ALIGN_RIGHT },
	{ "- arrears", "arrears", ALIGN_RIGHT },
	{ "ordinary vouchers", "ordinary", ALIGN_RIGHT },
	{ "full-reduction vouchers", "full_reduction", ALIGN_RIGHT },
	{ "as of", "as_of", ALIGN_LEFT },
	{ "last entry", "seq", ALIGN_RIGHT },
	{ 0 },
};

static const struct column sum_columns[] = {
	{ "currency", "currency", ALIGN_LEFT },
	{ "bills", "bills", ALIGN_RIGHT },
	{ "postings", "postings", ALIGN_RIGHT },
	{ 0 },
};

static const struct column trial_columns[] = {
	{ "currency", "currency", ALIGN_LEFT },
	{ "book", "book", ALIGN_LEFT },
	{ "amount", "amount", ALIGN_RIGHT },
	{ 0 },
};

static const struct column invariant_columns[] = {
	{ "#", "number", ALIGN_RIGHT },
	{ "invariant", "name", ALIGN_LEFT },
	{ "violations", "violations", ALIGN_RIGHT },
	{ 0 },
};

/* The amount beside a currency in a list of sums; NULL when it has none. */
static const char *sum_of(struct json_object *proof, const char *list, const char *currency)
{
	for (size_t i = 0; i < answer_length(proof, list); i++) {
		struct json_object *sum = answer_item(proof, list, i);
		const char *have = answer_text(sum, "currency");
		if (have != NULL && currency != NULL && strcmp(have, currency) == 0)
			return answer_text(sum, "amount");
	}
	return NULL;
}

static void print_sums(struct ctl *ctl, struct json_object *proof)
{
	struct table *table = table_new(ctl->op, sum_columns);

	for (size_t i = 0; i < answer_length(proof, "sum_bills"); i++) {
		const char *currency = answer_text(answer_item(proof, "sum_bills", i), "currency");
		const char *const cells[] = { currency, sum_of(proof, "sum_bills", currency),
					      sum_of(proof, "sum_postings", currency) };
		table_row(table, cells);
	}
	fprintf(ctl->out, "Sum of the %s bills and of their postings:\n",
		answer_text(proof, "bills") != NULL ? answer_text(proof, "bills") : "0");
	table_print(table, ctl->out);
}

static void print_rows(struct ctl *ctl, struct json_object *proof, const char *list,
		       const struct column *columns)
{
	struct table *table = table_new(ctl->op, columns);

	for (size_t i = 0; i < answer_length(proof, list); i++) {
		const char *cells[4] = { NULL };
		for (size_t c = 0; columns[c].title != NULL; c++)
			cells[c] = answer_text(answer_item(proof, list, i), columns[c].path);
		table_row(table, cells);
	}
	table_print(table, ctl->out);
}

static enum problem prove(struct ctl *ctl)
{
	const char *json;
	enum problem p = account_prove_books(ctl->op, ctl->session, &json);

	if (p != PROBLEM_NONE)
		return p;
	struct json_object *proof = answer_parse(ctl->op, json);
	ctl->negative = !answer_is_true(proof, "balanced");
	if (ctl->args->json) {
		fprintf(ctl->out, "%s\n", proof != NULL ? answer_line(proof) : "null");
		return PROBLEM_NONE;
	}
	print_sums(ctl, proof);
	fputs("\nTrial balance:\n", ctl->out);
	print_rows(ctl, proof, "trial_balance", trial_columns);
	fputs("\nInvariants:\n", ctl->out);
	print_rows(ctl, proof, "invariants", invariant_columns);
	fputs(ctl->negative ? "\nThe books do NOT balance.\n" : "\nThe books balance.\n", ctl->out);
	return PROBLEM_NONE;
}

static enum problem page(struct ctl *ctl, const char *cursor, const char **json)
{
	(void)cursor; /* all accounts are on one page */
	return account_list_balances(ctl->op, ctl->session, json);
}

static enum problem balance(struct ctl *ctl)
{
	const char *account = ctl_word(ctl, 0), *at = ctl_option(ctl, "at");
	const char *json;

	if (ctl_has(ctl, "proof") && (account != NULL || at != NULL))
		return ctl_misuse(ctl,
				  "--proof is about all books as they are, not of one account");
	if (at != NULL && account == NULL)
		return ctl_misuse(ctl, "--at is about one account: ACCOUNT is missing");
	enum problem p = ctl_open_session(ctl);
	if (p != PROBLEM_NONE)
		return p;
	if (ctl_has(ctl, "proof"))
		return prove(ctl);
	if (account == NULL)
		return ctl_print_list(ctl, page, balance_columns, "There are no accounts.");
	p = account_get_balance(ctl->op, ctl->session, account, at, &json);
	if (p != PROBLEM_NONE)
		return p;
	ctl_print_object(ctl, json, NULL, balance_columns);
	return PROBLEM_NONE;
}

static const struct word_row words[] = {
	{ "ACCOUNT", VALUE_CODE, OPTIONAL, "code of the account (default: all accounts)" },
	{ 0 },
};

static const struct option_row options[] = {
	{ "at", VALUE_INSTANT, "INSTANT", OPTIONAL, "what the books said at that instant" },
	{ "proof", VALUE_FLAG, NULL, OPTIONAL,
	  "prove the books: bills = postings, trial balance, invariants; exit status 1 if not" },
	{ 0 },
};

static const struct command commands[] = {
	{ "", NEEDS_NOTHING, words, options, "Show balances, or prove that the books balance",
	  "Stored value is cards less arrears; both stand beside it. Vouchers and cards count "
	  "what\n"
	  "is available now: an expired purse has nothing available. With --at they count their\n"
	  "booked balances: a frozen one too, an expired one until it was booked out.",
	  balance },
	{ 0 },
};

const struct command_group balance_group = { "balance", "Balances and the proof of the books",
					     commands };
