/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/voucher_codes.h"

#include <stdlib.h>

#include "core/mem.h"
#include "core/voucher_code.h"
#include "ctl/answer.h"
#include "ctl/ctl.h"
#include "ctl/option_rows.h"
#include "ctl/propose.h"

/* As many as one proposal takes. */
#define CODES_MAX 10000

static struct json_object *read_terms(struct ctl *ctl)
{
	struct json_object *payload = json_object_new_object();

	propose_add(payload, "currency", ctl_option(ctl, "currency"));
	propose_add(payload, "kind", ctl_option(ctl, "kind"));
	propose_add(payload, "face", ctl_option(ctl, "amount"));
	propose_add(payload, "expires_at", ctl_option(ctl, "expires-at"));
	propose_add(payload, "valid_days", ctl_option(ctl, "valid-days"));
	propose_add(payload, "min_spend", ctl_option(ctl, "min-spend"));
	propose_add_list(ctl, payload, "items");
	return payload;
}

static void print_codes(struct ctl *ctl, const char *json, char *const *codes, size_t count)
{
	struct json_object *proposal = answer_parse(ctl->op, json), *list;

	if (!ctl->args->json) {
		propose_print(ctl, json);
		fprintf(ctl->out, "The codes, which are not shown again:\n");
		for (size_t i = 0; i < count; i++)
			fprintf(ctl->out, "  %s\n", codes[i]);
		return;
	}
	list = json_object_new_array();
	for (size_t i = 0; i < count; i++)
		json_object_array_add(list, json_object_new_string(codes[i]));
	json_object_object_add(proposal, "codes", list);
	fprintf(ctl->out, "%s\n", answer_line(proposal));
}

enum problem voucher_codes(struct ctl *ctl)
{
	size_t count = strtoul(ctl_option(ctl, "count"), NULL, 10);
	struct json_object *payload, *hashes;
	const char *json;
	char **codes;

	if (count > CODES_MAX)
		return ctl_misuse(ctl, "--count must be at most %d", CODES_MAX);
	if (ctl_has(ctl, "expires-at") && ctl_has(ctl, "valid-days"))
		return ctl_misuse(ctl, "give --expires-at or --valid-days, not both");
	payload = read_terms(ctl);
	hashes = json_object_new_array();
	codes = mem_array(ctl->op, char *, count);
	for (size_t i = 0; i < count; i++) {
		codes[i] = voucher_code_make(ctl->op);
		json_object_array_add(hashes,
				      json_object_new_string(voucher_code_hash(ctl->op, codes[i])));
	}
	json_object_object_add(payload, "hashes", hashes);
	enum problem p = propose_call(ctl, "voucher_codes", NULL, payload, &json);
	if (p == PROBLEM_NONE)
		print_codes(ctl, json, codes, count);
	ctl->key = NULL; /* a repetition would make other codes, which its key refuses */
	return p;
}

const struct option_row voucher_codes_options[] = {
	{ "count", VALUE_COUNT, "N", REQUIRED, "how many codes" },
	{ "currency", VALUE_TEXT, "CURRENCY", REQUIRED, "of the accounts that may use them" },
	{ "kind", VALUE_TEXT, "KIND", REQUIRED, "ordinary or full_reduction" },
	{ "amount", VALUE_AMOUNT, "AMOUNT", REQUIRED, "face of each voucher" },
	{ "expires-at", VALUE_INSTANT, "INSTANT", OPTIONAL,
	  "when codes and vouchers no longer serve (default: never)" },
	{ "valid-days", VALUE_COUNT, "DAYS", OPTIONAL,
	  "how long a voucher pays once it is activated" },
	{ "items", VALUE_TEXT, "ITEM,…", OPTIONAL, "the only items they pay (default: all)" },
	{ "min-spend", VALUE_AMOUNT, "AMOUNT", OPTIONAL,
	  "full_reduction: the least a bill must come to (default: 0)" },
	{ "reason", VALUE_TEXT, "TEXT", REQUIRED, "for the audit log" },
	{ "key", VALUE_UUID, "UUID", OPTIONAL,
	  "makes the call once; other codes under the same key are refused (default: random)" },
	{ 0 },
};
