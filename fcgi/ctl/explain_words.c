/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/explain_words.h"

#include <string.h>

#include "core/mem.h"
#include "ctl/answer.h"

struct word {
	const char *code, *text;
};

static const struct word source_words[] = {
	{ "ordinary", "Ordinary voucher" },
	{ "full_reduction", "Full-reduction voucher" },
	{ "card", "Stored-value card" },
	{ "cash", "Cash" },
	{ "arrears", "Arrears" },
	{ "aws", "AWS Marketplace" },
	{ "alibaba", "Alibaba Cloud Marketplace" },
	{ 0 },
};

/* The reasons that need no more than their words. */
static const struct word reason_words[] = {
	{ "frozen", "paid nothing: it was frozen" },
	{ "empty", "paid nothing: it was empty" },
	{ "not_eligible", "paid nothing: no line of the bill can be paid by a voucher" },
	{ "nothing_left", "was not needed: nothing was left for it" },
	{ "nothing_to_return", "got nothing: it has paid nothing that could be given back" },
	{ 0 },
};

static const char *word_of(const struct word *words, const char *code)
{
	for (; code != NULL && words->code != NULL; words++)
		if (strcmp(words->code, code) == 0)
			return words->text;
	return code != NULL ? code : "-";
}

static const char *text_of(struct json_object *source, const char *path)
{
	const char *text = answer_text(source, path);

	return text != NULL ? text : "-";
}

const char *explain_name(struct ctl *ctl, struct json_object *source)
{
	const char *number = answer_text(source, "purse_number");
	const char *name = word_of(source_words, answer_text(source, "source"));

	return number != NULL ? mem_printf(ctl->op, "%s no. %s", name, number) : name;
}

/* "30.00 of line 1, 2.10 of line 4" */
static const char *paid_lines(struct ctl *ctl, struct json_object *source)
{
	char *text = mem_strdup(ctl->op, "");

	for (size_t i = 0; i < answer_length(source, "lines"); i++) {
		struct json_object *line = answer_item(source, "lines", i);
		text = mem_append(text, "%s%s of line %s", i > 0 ? ", " : "",
				  text_of(line, "amount"), text_of(line, "line"));
	}
	return text;
}

static const char *used_sentence(struct ctl *ctl, struct json_object *source)
{
	const char *amount = text_of(source, "amount");
	char *text;

	if (amount[0] == '-')
		text = mem_printf(ctl->op, "was given back %s of the %s that it had paid",
				  amount + 1, text_of(source, "capacity"));
	else
		text = mem_printf(ctl->op, "paid %s of the %s that it could pay", amount,
				  text_of(source, "eligible_amount"));
	if (answer_text(source, "balance_after") != NULL)
		text = mem_append(text, "; balance %s before, %s after",
				  text_of(source, "balance_before"),
				  text_of(source, "balance_after"));
	return mem_append(text, " (%s)", paid_lines(ctl, source));
}

const char *explain_sentence(struct ctl *ctl, struct json_object *source)
{
	const char *outcome = text_of(source, "outcome");

	if (strcmp(outcome, "used") == 0)
		return used_sentence(ctl, source);
	if (strcmp(outcome, "expired") == 0)
		return mem_printf(ctl->op, "paid nothing: it expired at %s; balance %s",
				  text_of(source, "expires_at"), text_of(source, "balance_before"));
	if (strcmp(outcome, "not_yet_valid") == 0)
		return mem_printf(ctl->op, "paid nothing: it is valid only from %s; balance %s",
				  text_of(source, "valid_from"), text_of(source, "balance_before"));
	if (strcmp(outcome, "out_of_scope") == 0)
		return mem_printf(ctl->op,
				  "paid nothing: it is only for %s, of which the bill has "
				  "no charge",
				  answer_show(ctl->op, source, "items"));
	if (strcmp(outcome, "min_spend_unmet") == 0)
		return mem_printf(ctl->op,
				  "paid nothing: it needs a spend of %s, which the bill "
				  "misses by %s",
				  text_of(source, "min_spend"), text_of(source, "short"));
	return word_of(reason_words, outcome);
}
