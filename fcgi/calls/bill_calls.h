/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/op.h"

/*
 * Doors of operators about daily bills.
 */

struct bill_filter {
	const char *account, *site, *workspace, *from, *until; /* NULL: all */
	const char *cursor;				       /* NULL: the first page */
	const char *limit;
};

struct bill_key {
	const char *bill; /* its id, or NULL and: */
	const char *site; /* NULL: the one site with such a workspace */
	const char *workspace, *day;
};

enum problem bill_list(struct op *op, const char *session, const struct bill_filter *f,
		       const char **json);
enum problem bill_get(struct op *op, const char *session, const struct bill_key *k,
		      const char **json);
enum problem bill_list_closes(struct op *op, const char *session, const char *site,
			      const char **json);
enum problem bill_simulate(struct op *op, const char *session, const char *case_json,
			   const char **json);
/* Why the bill was paid as it was. */
enum problem bill_explain(struct op *op, const char *session, const struct bill_key *k,
			  const char **json);
/* A page of the journal; account and cursor may be NULL. */
enum problem bill_export_journal(struct op *op, const char *session, const char *account,
				 const char *cursor, const char *limit, const char **json);
