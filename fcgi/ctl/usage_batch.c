/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/usage_batch.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include <json-c/json.h>

#include "client/backoff.h"
#include "core/instant.h"
#include "core/mem.h"
#include "ctl/answer.h"
#include "ctl/problem_text.h"
#include "ctl/value.h"

#define SLUG_PREFIX "/problems/"
#define SITES_NAMED 5

static size_t characters(const char *text)
{
	size_t n = 0;

	for (; *text != '\0'; text++)
		n += ((unsigned char)*text & 0xc0) != 0x80;
	return n;
}

static const char *id_fault(const char *cell)
{
	size_t n = characters(cell);
	return n >= 1 && n <= 128 ? NULL : "must have 1 to 128 characters";
}

static const char *name_fault(const char *cell)
{
	size_t n = characters(cell);
	return n >= 1 && n <= 64 ? NULL : "must have 1 to 64 characters";
}

static const char *hour_fault(const char *cell)
{
	return instant_is_utc(cell) && strcmp(cell + 13, ":00:00Z") == 0
		       ? NULL
		       : "must be a whole hour of the form YYYY-MM-DDTHH:00:00Z";
}

static const char *quantity_fault(const char *cell)
{
	return value_is_decimal(cell, 21, 9) ? NULL
					     : "must be a number of at least 0 with at most 9 "
					       "decimals";
}

/* In the order of the enum. */
const struct csv_column usage_columns[] = {
	{ .name = "id", .fault = id_fault },
	{ .name = "site", .fault = name_fault },
	{ .name = "workspace", .fault = name_fault },
	{ .name = "meter", .fault = name_fault },
	{ .name = "hour", .fault = hour_fault },
	{ .name = "quantity", .fault = quantity_fault },
	{ 0 },
};

void usage_select(struct usage_sending *sending, const char *site, const char *after,
		  const char *until)
{
	const struct csv_file *file = sending->file;
	size_t *rows = mem_array(sending, size_t, file->n_rows + 1);
	char end[VALUE_UTC_SIZE];

	for (size_t i = 0; i < file->n_rows; i++) {
		const char **cells = file->rows[i].cells;
		if (strcmp(cells[USAGE_SITE], site) != 0)
			continue;
		sending->n_of_site++;
		value_hour_end(cells[USAGE_HOUR], end);
		if ((after != NULL && strcmp(end, after) <= 0) ||
		    (until != NULL && strcmp(end, until) > 0))
			continue;
		rows[sending->n_rows++] = i;
	}
	sending->rows = rows;
	sending->site = site;
}

static char *add_rows(char *text, size_t n, const char *of)
{
	return n == 0 ? text
		      : mem_append(text, "%s%zu row%s of %s", *text != '\0' ? ", " : "", n,
				   n == 1 ? "" : "s", of);
}

const char *usage_passed_over(const void *owner, const struct usage_sending *sending)
{
	struct {
		const char *site;
		size_t n;
	} found[SITES_NAMED] = { 0 };
	size_t n_others = 0;
	char *text = mem_strdup(owner, "");

	for (size_t i = 0; i < sending->file->n_rows; i++) {
		const char *site = sending->file->rows[i].cells[USAGE_SITE];
		size_t f = 0;
		if (strcmp(site, sending->site) == 0)
			continue;
		while (f < SITES_NAMED && found[f].n > 0 && strcmp(found[f].site, site) != 0)
			f++;
		if (f == SITES_NAMED) {
			n_others++;
			continue;
		}
		found[f].site = site;
		found[f].n++;
	}
	for (size_t f = 0; f < SITES_NAMED && found[f].n > 0; f++)
		text = add_rows(text, found[f].n, table_clean(owner, found[f].site));
	return add_rows(text, n_others, "other sites");
}

const char *usage_body(const void *owner, const struct usage_sending *sending, size_t first,
		       size_t n)
{
	static const int members[] = { USAGE_ID, USAGE_WORKSPACE, USAGE_METER, USAGE_HOUR,
				       USAGE_QUANTITY };
	struct json_object *body = json_object_new_object();
	struct json_object *records = json_object_new_array_ext((int)n);

	json_object_object_add(body, "site", json_object_new_string(sending->site));
	json_object_object_add(body, "records", records);
	for (size_t i = first; i < first + n; i++) {
		const char **cells = sending->file->rows[sending->rows[i]].cells;
		struct json_object *record = json_object_new_object();
		for (size_t m = 0; m < sizeof(members) / sizeof(members[0]); m++)
			json_object_object_add(record, usage_columns[members[m]].name,
					       json_object_new_string(cells[members[m]]));
		json_object_array_add(records, record);
	}
	const char *text = mem_strdup(owner, answer_line(body));
	json_object_put(body);
	return text;
}

static bool is_worth_retrying(const struct http_answer *answer)
{
	return answer->status == 0 || answer->status == 429 ||
	       (answer->status >= 502 && answer->status <= 504);
}

static long now_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

static void post(const void *owner, const struct usage_sending *sending, const char *body,
		 struct http_answer *answer)
{
	const struct http_post request = {
		.url = sending->url,
		.bearer = sending->credential,
		.content_type = "application/json",
		.body = body,
		.size = strlen(body),
	};
	struct backoff backoff = { .base_ms = 100, .cap_ms = 5000 };
	long deadline = now_seconds() + (long)sending->deadline_seconds;

	for (;;) {
		http_client_post(sending->client, owner, &request, answer);
		if (!is_worth_retrying(answer))
			return;
		unsigned wait = backoff_next(&backoff);
		if (answer->retry_after * 1000 > wait)
			wait = answer->retry_after * 1000;
		if (now_seconds() + (long)wait / 1000 >= deadline)
			return;
		usleep(wait * 1000);
	}
}

static enum problem problem_of_type(const char *type)
{
	if (type == NULL || strncmp(type, SLUG_PREFIX, strlen(SLUG_PREFIX)) != 0)
		return PROBLEM_INTERNAL;
	for (enum problem p = PROBLEM_NONE + 1; p < PROBLEM_COUNT; p++)
		if (strcmp(problem_row(p)->slug, type + strlen(SLUG_PREFIX)) == 0)
			return p;
	return PROBLEM_INTERNAL;
}

/* The line of the file that /records/N/member of this batch came from. */
static const char *place_of(struct ctl *ctl, const struct usage_sending *sending, size_t first,
			    const char *pointer)
{
	unsigned long n;
	char name[65] = "";

	if (pointer == NULL || strncmp(pointer, "/records/", 9) != 0)
		return NULL;
	char *end;
	n = strtoul(pointer + 9, &end, 10);
	if (end == pointer + 9 || first + n >= sending->n_rows)
		return NULL;
	if (*end == '/')
		snprintf(name, sizeof(name), "%s", end + 1);
	return mem_printf(ctl->op, "%s:%lu: %s%s%s", sending->file->path,
			  sending->file->rows[sending->rows[first + n]].line,
			  name[0] != '\0' ? "column " : "", name, name[0] != '\0' ? ": " : "");
}

static enum problem say_refused(struct ctl *ctl, const struct usage_sending *sending, size_t first,
				const struct http_answer *answer)
{
	struct json_object *problem = answer_parse(ctl->op, answer->body);
	const char *title = answer_text(problem, "title");

	ctl->unreached = is_worth_retrying(answer) && answer->status != 429;
	if (answer->status == 0)
		return ctl_refuse(ctl, "%s is out of reach: %s", sending->url, answer->fault);
	if (title == NULL)
		return ctl_refuse(ctl, "%s answered with status %ld", sending->url, answer->status);

	struct json_object *error = answer_item(problem, "errors", 0);
	const char *detail = error != NULL ? answer_text(error, "detail") : NULL;
	const char *pointer = answer_text(error, "pointer");
	const char *place = place_of(ctl, sending, first, pointer);
	if (detail == NULL)
		detail = answer_text(problem, "detail");
	if (place != NULL)
		fprintf(stderr, "%s%s\n", place,
			table_clean(ctl->op, detail != NULL ? detail : title));
	ctl->op->detail = detail;
	ctl->op->pointer = place == NULL ? pointer : NULL;
	enum problem p = problem_of_type(answer_text(problem, "type"));
	fprintf(stderr, "bcctl: %s (status %ld)\n", table_clean(ctl->op, title), answer->status);
	if (detail != NULL && place == NULL)
		fprintf(stderr, "  why:   %s\n", table_clean(ctl->op, detail));
	if (ctl->op->pointer != NULL)
		fprintf(stderr, "  where: %s\n",
			strcmp(pointer, "/site") == 0 ? "--site" : table_clean(ctl->op, pointer));
	if (problem_usage_hint(p) != NULL)
		fprintf(stderr, "  do:    %s\n", problem_usage_hint(p));
	ctl->said = true;
	return p;
}

/* Positions in the answer count the batch's records; the list keeps lines of the file. */
static void take_conflicts(struct usage_sending *sending, size_t first, struct json_object *answer)
{
	for (size_t i = 0; i < answer_length(answer, "conflicts"); i++) {
		struct json_object *conflict = answer_item(answer, "conflicts", i);
		size_t row = first + answer_count(conflict, "position");
		if (row >= sending->n_rows)
			continue;
		const struct csv_row *csv = &sending->file->rows[sending->rows[row]];
		struct json_object *entry = json_object_new_object();
		json_object_object_add(entry, "line", json_object_new_int64((int64_t)csv->line));
		json_object_object_add(entry, "id", json_object_new_string(csv->cells[USAGE_ID]));
		json_object_object_add(entry, "workspace",
				       json_object_new_string(csv->cells[USAGE_WORKSPACE]));
		json_object_array_add(sending->conflicts, entry);
	}
}

enum problem usage_send_batch(struct ctl *ctl, struct usage_sending *sending, size_t first,
			      size_t n)
{
	void *batch = mem_zero(ctl->op, char);
	struct http_answer answer;

	post(batch, sending, usage_body(batch, sending, first, n), &answer);
	if (answer.status != 200) {
		enum problem p = say_refused(ctl, sending, first, &answer);
		talloc_steal(ctl->op, batch); /* what is told points into it */
		return p;
	}
	struct json_object *json = answer_parse(batch, answer.body);
	sending->accepted += answer_count(json, "accepted");
	sending->duplicates += answer_count(json, "duplicates");
	sending->sent += n;
	sending->batches++;
	take_conflicts(sending, first, json);
	talloc_free(batch);
	return PROBLEM_NONE;
}
