/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/usage_send.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <json-c/json.h>

#include "core/mem.h"
#include "ctl/answer.h"
#include "ctl/credential.h"
#include "ctl/ctl.h"
#include "ctl/usage_batch.h"

#define MAX_BATCH	 10000
#define DEFAULT_BATCH	 "5000"
#define DEFAULT_DEADLINE "60"
#define TIMEOUT_SECONDS	 30
#define BAR_WIDTH	 40

/* On a terminal a bar that fills; elsewhere nothing, the totals follow anyway. */
static void show_progress(const struct usage_sending *sending, bool is_last)
{
	char bar[BAR_WIDTH + 1];
	size_t full = sending->n_rows > 0 ? sending->sent * BAR_WIDTH / sending->n_rows : BAR_WIDTH;

	if (!isatty(STDERR_FILENO))
		return;
	memset(bar, '.', BAR_WIDTH);
	memset(bar, '#', full);
	bar[BAR_WIDTH] = '\0';
	fprintf(stderr, "\r[%s] %zu/%zu points%s", bar, sending->sent, sending->n_rows,
		is_last ? "\n" : "");
}

static void json_release(void *obj)
{
	json_object_put(obj);
}

static enum problem load_credential(struct ctl *ctl, const char **text)
{
	const char *path = ctl_option_or(ctl, "credential-file", ctl->conf->site_credential_file);
	struct credential *credential;

	if (path == NULL)
		return ctl_misuse(ctl, "--credential-file is missing, and BC_SITE_CREDENTIAL_FILE "
				       "is not set");
	enum problem p = credential_load(ctl, path, &credential);
	if (p != PROBLEM_NONE)
		return p;
	if (credential == NULL)
		return ctl_refuse(ctl,
				  "%s is missing; make a credential: bcctl site credential %s "
				  "--credential-file %s",
				  path, ctl_option(ctl, "site"), path);
	*text = credential->text;
	return PROBLEM_NONE;
}

static void print_totals(struct ctl *ctl, const struct usage_sending *sending)
{
	size_t n_conflicts = json_object_array_length(sending->conflicts);

	if (ctl->args->json) {
		struct json_object *totals = json_object_new_object();
		json_object_object_add(totals, "site", json_object_new_string(sending->site));
		json_object_object_add(totals, "sent",
				       json_object_new_int64((int64_t)sending->sent));
		json_object_object_add(totals, "accepted",
				       json_object_new_int64((int64_t)sending->accepted));
		json_object_object_add(totals, "duplicates",
				       json_object_new_int64((int64_t)sending->duplicates));
		json_object_object_add(totals, "conflicts", json_object_get(sending->conflicts));
		fprintf(ctl->out, "%s\n", answer_line(totals));
		json_object_put(totals);
		return;
	}
	for (size_t i = 0; i < n_conflicts; i++) {
		struct json_object *c = json_object_array_get_idx(sending->conflicts, i);
		fprintf(stderr, "%s:%s: conflict: point %s of %s is stored with other content\n",
			sending->file->path, answer_text(c, "line"),
			table_clean(ctl->op, answer_text(c, "id")),
			table_clean(ctl->op, answer_text(c, "workspace")));
	}
	fprintf(ctl->out, "%s of site %s sent in %s: %zu accepted, %s, %s\n",
		table_counted(ctl->op, sending->sent, "point", "points"), sending->site,
		table_counted(ctl->op, sending->batches, "batch", "batches"), sending->accepted,
		table_counted(ctl->op, sending->duplicates, "duplicate", "duplicates"),
		table_counted(ctl->op, n_conflicts, "conflict", "conflicts"));
}

/* BC_URL with or without a slash at its end. */
static const char *usage_url(struct ctl *ctl)
{
	const char *url = ctl->conf->url;
	size_t length = strlen(url);

	while (length > 0 && url[length - 1] == '/')
		length--;
	return mem_printf(ctl->op, "%.*s/v1/usage", (int)length, url);
}

static enum problem send_all(struct ctl *ctl, struct usage_sending *sending, size_t batch)
{
	for (size_t first = 0; first < sending->n_rows; first += batch) {
		size_t left = sending->n_rows - first;
		enum problem p;

		show_progress(sending, false);
		p = usage_send_batch(ctl, sending, first, left < batch ? left : batch);
		if (p == PROBLEM_NONE)
			continue;
		fprintf(stderr, "%zu of %s sent before; it is safe to send all of them again\n",
			sending->sent,
			table_counted(ctl->op, sending->n_rows, "point was", "points were"));
		return p;
	}
	show_progress(sending, true);
	return PROBLEM_NONE;
}

enum problem usage_send(struct ctl *ctl)
{
	struct usage_sending *sending = mem_zero(ctl->op, struct usage_sending);
	size_t batch = strtoul(ctl_option_or(ctl, "batch", DEFAULT_BATCH), NULL, 10);
	enum problem p;

	if (strncmp(ctl->conf->url, "http://", 7) != 0 &&
	    strncmp(ctl->conf->url, "https://", 8) != 0)
		return ctl_misuse(ctl, "BC_URL must begin with http:// or https://");
	if (batch > MAX_BATCH)
		return ctl_misuse(ctl, "--batch is at most %d", MAX_BATCH);
	p = load_credential(ctl, &sending->credential);
	if (p != PROBLEM_NONE)
		return p;
	p = csv_load(ctl, ctl_word(ctl, 0), usage_columns, &sending->file);
	if (p != PROBLEM_NONE)
		return p;
	usage_select(sending, ctl_option(ctl, "site"), ctl_option(ctl, "ended-after"),
		     ctl_option(ctl, "ended-by"));
	if (sending->n_of_site == 0 && sending->file->n_rows > 0)
		return ctl_refuse(ctl, "%s has no row of site %s; passed over: %s",
				  sending->file->path, sending->site,
				  usage_passed_over(ctl->op, sending));
	sending->url = usage_url(ctl);
	sending->client = http_client_new(sending, TIMEOUT_SECONDS);
	sending->deadline_seconds =
		(unsigned)strtoul(ctl_option_or(ctl, "deadline", DEFAULT_DEADLINE), NULL, 10);
	sending->conflicts = mem_own(sending, json_object_new_array(), json_release);
	p = send_all(ctl, sending, batch);
	if (p != PROBLEM_NONE)
		return p;
	print_totals(ctl, sending);
	ctl->negative = json_object_array_length(sending->conflicts) > 0;
	return PROBLEM_NONE;
}
