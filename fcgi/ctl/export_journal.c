/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <ctype.h>
#include <string.h>

#include "calls/bill_calls.h"
#include "core/mem.h"
#include "ctl/answer.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"

#define PAGE "500"

/* The operation whose transaction is being written. */
struct writer {
	struct ctl *ctl;
	char account[64], operation[32];
};

static const char *text_of(struct json_object *entry, const char *path)
{
	const char *text = answer_text(entry, path);

	return text != NULL ? text : "";
}

/* A note fit for a description: ';' begins a comment there, '|' parts payee and note. */
static const char *plain_note(struct op *op, const char *note)
{
	char *text = mem_strdup(op, note);

	for (char *c = text; *c != '\0'; c++)
		if (iscntrl((unsigned char)*c) || *c == ';' || *c == '|')
			*c = ' ';
	return text;
}

static void begin_operation(struct writer *writer, struct op *op, struct json_object *entry)
{
	const char *account = text_of(entry, "account"), *operation = text_of(entry, "operation");
	const char *note = text_of(entry, "note");

	if (strcmp(writer->account, account) == 0 && strcmp(writer->operation, operation) == 0)
		return;
	snprintf(writer->account, sizeof(writer->account), "%s", account);
	snprintf(writer->operation, sizeof(writer->operation), "%s", operation);
	fprintf(writer->ctl->out, "\n%s (%s-%s) %s%s%s\n", text_of(entry, "day"), account,
		operation, text_of(entry, "kind"), note[0] != '\0' ? " | " : "",
		plain_note(op, note));
}

/* "customer:ACME:voucher:3" */
static const char *book_of(struct op *op, struct json_object *entry)
{
	const char *source = text_of(entry, "source"), *number = answer_text(entry, "purse_number");
	const char *name = source;

	if (strcmp(source, "ordinary") == 0 || strcmp(source, "full_reduction") == 0)
		name = "voucher";
	else if (strcmp(source, "aws") == 0 || strcmp(source, "alibaba") == 0)
		name = mem_printf(op, "cloud:%s", source);
	return mem_printf(op, "customer:%s:%s%s%s", text_of(entry, "account"), name,
			  number != NULL ? ":" : "", number != NULL ? number : "");
}

static void write_entry(struct writer *writer, struct op *op, struct json_object *entry)
{
	const char *currency = text_of(entry, "currency");
	const char *balance = answer_text(entry, "balance_after");
	const char *bill = answer_text(entry, "bill");

	begin_operation(writer, op, entry);
	fprintf(writer->ctl->out, "    %s  %s %s", book_of(op, entry), text_of(entry, "amount"),
		currency);
	if (balance != NULL)
		fprintf(writer->ctl->out, " = %s %s", balance, currency);
	fprintf(writer->ctl->out, "  ; seq:%s%s%s\n", text_of(entry, "seq"),
		bill != NULL ? ", bill:" : "", bill != NULL ? bill : "");
	fprintf(writer->ctl->out, "    platform:%s  %s %s\n", text_of(entry, "contra"),
		text_of(entry, "contra_amount"), currency);
}

/* A page, with an op of its own, so that memory is a page's; cursor becomes the next one's. */
static enum problem write_page(struct writer *writer, char **cursor)
{
	struct ctl *ctl = writer->ctl;
	struct op *op = mem_zero(ctl->op, struct op);
	const char *json;

	op->db = ctl->op->db;
	enum problem p = bill_export_journal(op, ctl->session, ctl_option(ctl, "account"), *cursor,
					     PAGE, &json);
	if (p != PROBLEM_NONE) {
		p = op_fail(ctl->op, p, "%s", op->detail != NULL ? op->detail : "");
		talloc_free(op);
		return p;
	}
	struct json_object *page = answer_parse(op, json);
	if (page == NULL)
		return op_fail(ctl->op, PROBLEM_INTERNAL, "the page is no JSON");
	for (size_t i = 0; i < answer_length(page, "items"); i++) {
		struct json_object *entry = answer_item(page, "items", i);
		if (ctl->args->json)
			fprintf(ctl->out, "%s\n", answer_line(entry));
		else
			write_entry(writer, op, entry);
	}
	talloc_free(*cursor);
	const char *next = answer_text(page, "next_cursor");
	*cursor = next != NULL ? mem_strdup(ctl->op, next) : NULL;
	talloc_free(op);
	return PROBLEM_NONE;
}

static enum problem export_journal(struct ctl *ctl)
{
	struct writer writer = { .ctl = ctl };
	const char *format = ctl_option_or(ctl, "format", "hledger");
	char *cursor = NULL;

	if (strcmp(format, "hledger") != 0)
		return ctl_misuse(ctl, "--format is hledger");
	enum problem p = ctl_open_session(ctl);
	if (p == PROBLEM_NONE && !ctl->args->json)
		fputs("decimal-mark .\ncommodity 1000.00 CNY\ncommodity 1000.00 USD\n", ctl->out);
	while (p == PROBLEM_NONE) {
		p = write_page(&writer, &cursor);
		if (cursor == NULL || ferror(ctl->out))
			break;
	}
	return p;
}

static const struct option_row options[] = {
	{ "format", VALUE_TEXT, "FORMAT", OPTIONAL, "hledger (default)" },
	{ "account", VALUE_CODE, "ACCOUNT", OPTIONAL, "only the journal of this account" },
	{ 0 },
};

static const struct command commands[] = {
	{ "", NEEDS_NOTHING, NULL, options, "Write the journal for another program to check",
	  "A transaction for each operation, dated by the UTC day on which it was recorded, with "
	  "a\n"
	  "pair of postings for each entry and the balance after it: hledger checks them all.\n"
	  "With --json one entry a line.",
	  export_journal },
	{ 0 },
};

const struct command_group export_journal_group = { "export-journal",
						    "The journal for other programs", commands };
