/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "core/op.h"

/*
 * What a superuser does once in a cluster: roles, the database and what stands in init.sql.
 * Each call leaves alone what is right already and says in *changed whether it was not.
 */
struct cluster_role {
	const char *name;
	const char *attributes; /* as CREATE and ALTER ROLE take them */
	bool can_login, inherits;
	const char *member_of; /* or NULL */
};

/* op->db as a superuser, in the URL's own database or in the one named. */
void cluster_connect(struct op *op, const char *url, const char *database);

enum problem cluster_ensure_role(struct op *op, const struct cluster_role *role, bool *changed);
/* The password is hashed here; PostgreSQL never sees it. */
enum problem cluster_ensure_password(struct op *op, const char *role, const char *password,
				     bool *changed);
/* UTF8 and C.UTF-8, whatever the cluster has. */
enum problem cluster_ensure_database(struct op *op, const char *name, bool *changed);

/*
 * The rest, inside the new database, in one transaction.  A database keeps the clock it was
 * made with: CLOCK_NOT_SETTABLE when a settable one is asked of another.
 */
enum problem cluster_init_database(struct op *op, const char *init_sql, bool settable_clock,
				   bool *changed);

/* One part of a URL ("user", "password", "dbname"), owned by op; NULL when it lacks it. */
const char *cluster_url_part(struct op *op, const char *url, const char *part);
