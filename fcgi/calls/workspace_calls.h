/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/op.h"

/*
 * Doors of operators about workspaces.
 */

struct workspace_new {
	const char *site, *code, *name;
	const char *retention;	    /* JSON object of days by data type, or NULL */
	const char *mode, *logs_by; /* or NULL */
	const char *reason;
};

struct workspace_binding {
	const char *site, *code, *account;
	const char *from;	/* billing day; NULL: the current one */
	const char *settlement; /* NULL: account */
	const char *reason;
};

struct workspace_change {
	const char *site, *code;
	const char *mode, *logs_by; /* NULL: as it is */
	const char *retention;	    /* JSON object of days by data type; NULL: as it is */
	const char *from;	    /* billing day; NULL: the next one */
	const char *reason;
};

enum problem workspace_create(struct op *op, const char *session, const struct workspace_new *w,
			      const char **json);
enum problem workspace_bind(struct op *op, const char *session, const struct workspace_binding *w,
			    const char **json);
enum problem workspace_set(struct op *op, const char *session, const struct workspace_change *w,
			   const char **json);
/* account and site narrow the list; NULL does not. */
enum problem workspace_list(struct op *op, const char *session, const char *account,
			    const char *site, const char **json);
