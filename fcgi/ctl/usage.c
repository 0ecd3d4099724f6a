/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/metering_calls.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"
#include "ctl/usage_send.h"

#define PAGE "500"

static const struct column point_columns[] = {
	{ "hour", "hour", ALIGN_LEFT },
	{ "site", "site", ALIGN_LEFT },
	{ "workspace", "workspace", ALIGN_LEFT },
	{ "meter", "meter", ALIGN_LEFT },
	{ "quantity", "quantity", ALIGN_RIGHT },
	{ "day", "day", ALIGN_LEFT },
	{ "state", "state", ALIGN_LEFT },
	{ "id", "id", ALIGN_LEFT },
	{ 0 },
};

static const struct column count_columns[] = {
	{ "stored", "stored", ALIGN_RIGHT },
	{ "billed", "billed", ALIGN_RIGHT },
	{ "not billed", "not_billed", ALIGN_RIGHT },
	{ "faulted", "faulted", ALIGN_RIGHT },
	{ "open", "open", ALIGN_RIGHT },
	{ 0 },
};

static enum problem page(struct ctl *ctl, const char *cursor, const char **json)
{
	const struct usage_filter filter = {
		.not_billed = ctl_has(ctl, "not-billed") ? "true" : "false",
		.site = ctl_option(ctl, "site"),
		.workspace = ctl_option(ctl, "workspace"),
		.from = ctl_option(ctl, "from"),
		.until = ctl_option(ctl, "until"),
		.cursor = cursor,
		.limit = PAGE,
	};

	return metering_list_usage(ctl->op, ctl->session, &filter, json);
}

static enum problem list(struct ctl *ctl)
{
	return ctl_print_list(ctl, page, point_columns, "There are no such points.");
}

static enum problem count(struct ctl *ctl)
{
	const char *json;
	enum problem p = metering_count_usage(ctl->op, ctl->session, &json);

	if (p != PROBLEM_NONE)
		return p;
	ctl_print_object(ctl, json, "Points:", count_columns);
	return PROBLEM_NONE;
}

static const struct word_row send_words[] = {
	{ "FILE", VALUE_FILE, REQUIRED, "CSV: id,site,workspace,meter,hour,quantity" },
	{ 0 },
};

static const struct option_row send_options[] = {
	{ "site", VALUE_CODE, "SITE", REQUIRED, "send this site's points; other rows are skipped" },
	{ "ended-after", VALUE_UTC, "INSTANT", OPTIONAL, "only hours that end later than this" },
	{ "ended-by", VALUE_UTC, "INSTANT", OPTIONAL, "only hours that end at this or before" },
	{ "credential-file", VALUE_FILE, "FILE", OPTIONAL,
	  "the site's credential (default: BC_SITE_CREDENTIAL_FILE)" },
	{ "batch", VALUE_COUNT, "N", OPTIONAL,
	  "points in one request (default 5000, at most 10000)" },
	{ "deadline", VALUE_COUNT, "SECONDS", OPTIONAL,
	  "how long a batch is tried again while the server is busy or away (default 60)" },
	{ 0 },
};

static const struct option_row list_options[] = {
	{ "not-billed", VALUE_FLAG, NULL, OPTIONAL,
	  "only points that no bill holds though their day is closed" },
	{ "site", VALUE_CODE, "SITE", OPTIONAL, "only those of this site" },
	{ "workspace", VALUE_CODE, "WORKSPACE", OPTIONAL, "only those of this workspace" },
	{ "from", VALUE_DAY, "DAY", OPTIONAL, "first billing day" },
	{ "until", VALUE_DAY, "DAY", OPTIONAL, "last billing day" },
	{ 0 },
};

static const struct command commands[] = {
	{ "send", NEEDS_NOTHING, send_words, send_options, "Send usage points as their site does",
	  "The whole file is checked before anything is sent. Points that are stored already are\n"
	  "counted as duplicates: sending again is safe. Points stored with other content are\n"
	  "conflicts; they are listed and the exit status is 1.",
	  usage_send },
	{ "list", NEEDS_OPERATOR, NULL, list_options, "List the stored points", NULL, list },
	{ "count", NEEDS_OPERATOR, NULL, NULL, "Count the stored points", NULL, count },
	{ 0 },
};

const struct command_group usage_group = { "usage", "Hourly points of usage", commands };
