/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "client/http_client.h"
#include "ctl/csv_file.h"
#include "ctl/ctl.h"

enum { USAGE_ID, USAGE_SITE, USAGE_WORKSPACE, USAGE_METER, USAGE_HOUR, USAGE_QUANTITY };

extern const struct csv_column usage_columns[];

/* What is to be sent, and how far it got. */
struct usage_sending {
	struct csv_file *file;
	const size_t *rows; /* numbers of the rows to send, in order of the file */
	size_t n_rows;
	const char *site;
	size_t n_of_site; /* rows of the site, whatever their hour */
	const char *url, *credential;
	struct http_client *client;
	unsigned deadline_seconds; /* how long one batch is tried again */
	size_t sent, accepted, duplicates, batches;
	struct json_object *conflicts; /* array, owned by the sending */
};

/* The rows of a site whose hours end after (if given) and not later than until (if given). */
void usage_select(struct usage_sending *sending, const char *site, const char *after,
		  const char *until);

/* "3 rows of cn1, 1 row of cn2": the rows of other sites. */
const char *usage_passed_over(const void *owner, const struct usage_sending *sending);

/* The body of POST /v1/usage for n rows from first on; owned by owner. */
const char *usage_body(const void *owner, const struct usage_sending *sending, size_t first,
		       size_t n);

/*
 * Sends one batch, again while the server is busy or out of reach and the deadline allows:
 * points sent twice count as duplicates.  What was refused is told on standard error.
 */
enum problem usage_send_batch(struct ctl *ctl, struct usage_sending *sending, size_t first,
			      size_t n);
