/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <string.h>

#include "core/mem.h"
#include "http/route.h"

static const char *const scope_names[] = {
	[SCOPE_PUBLIC] = "public",     [SCOPE_SITE] = "site",	    [SCOPE_MEMBER] = "member",
	[SCOPE_OPERATOR] = "operator", [SCOPE_REFRESH] = "refresh",
};

static const char *const pool_names[] = {
	[POOL_UNSET] = "any",
	[POOL_FAST] = "fast",
	[POOL_AUTH] = "auth",
	[POOL_BULK] = "bulk",
};

#define N_SCOPES (sizeof(scope_names) / sizeof(scope_names[0]))

const char *route_pool_name(enum pool pool)
{
	return pool_names[pool];
}

static int count_params(const char *path)
{
	int n = 0;

	for (; *path != '\0'; path++)
		n += *path == '{';
	return n;
}

/* What a row lacks, or NULL. */
static const char *row_fault(const struct route *r)
{
	if (r->path == NULL || r->path[0] != '/')
		return "the path doesn't begin with /";
	if (r->scope <= SCOPE_UNSET || r->scope >= N_SCOPES)
		return "the scope is not set";
	if (r->pool <= POOL_UNSET || r->pool >= POOL_COUNT)
		return "the pool is not set";
	if (r->body_limit == 0)
		return "the body limit is not set";
	if (r->handle == NULL)
		return "the handler is not set";
	if (count_params(r->path) > REQ_PARAMS_MAX)
		return "the path has too many names";
	if ((r->query == NULL) != (r->query_size == 0))
		return "it needs a query struct and its fields, or neither";
	if ((r->flags & ROUTE_KEYED) != 0 && strcmp(r->method, "GET") == 0)
		return "a GET moves no money and has no key";
	if (r->fields == NULL && r->body_size > 0)
		return "it has a body struct without fields";
	if (r->fields != NULL && ((r->flags & ROUTE_RAW) != 0) != (r->body_size == 0))
		return "it needs a body struct or the flag raw, not both";
	return NULL;
}

/* What two rows of one path have in contradiction, or NULL. */
static const char *pair_fault(const struct route *a, const struct route *b)
{
	if (a == b || strcmp(a->path, b->path) != 0)
		return NULL;
	if (strcmp(a->method, b->method) == 0)
		return "it stands there twice";
	/* nginx chooses the socket by the path. */
	if (a->pool != b->pool)
		return "another method of the path is in another pool";
	return NULL;
}

static const char *route_fault(const struct route *const *tables, const struct route *r)
{
	const char *fault = row_fault(r);

	for (; fault == NULL && *tables != NULL; tables++)
		for (const struct route *b = *tables; fault == NULL && b->method != NULL; b++)
			if (b->path != NULL)
				fault = pair_fault(r, b);
	return fault;
}

bool route_tables_fit(const void *owner, const struct route *const *tables, const char **fault)
{
	for (const struct route *const *t = tables; *t != NULL; t++) {
		for (const struct route *r = *t; r->method != NULL; r++) {
			const char *what = route_fault(tables, r);

			if (what == NULL)
				continue;
			*fault = mem_printf(owner, "route %s %s: %s", r->method,
					    r->path == NULL ? "-" : r->path, what);
			return false;
		}
	}
	return true;
}

static const char *flags_text(const struct route *r)
{
	static const char *const texts[] = {
		"-",	 "raw",	      "locks-account",	     "raw,locks-account",
		"keyed", "raw,keyed", "keyed,locks-account", "raw,keyed,locks-account",
	};

	return texts[((r->flags & ROUTE_RAW) != 0) + 2 * (r->lock_key != NULL) +
		     4 * ((r->flags & ROUTE_KEYED) != 0)];
}

void route_print(FILE *out, const struct route *const *tables)
{
	for (; *tables != NULL; tables++)
		for (const struct route *r = *tables; r->method != NULL; r++)
			fprintf(out, "%s\t%s\t%s\t%s\t%zu\t%s\n", r->method, r->path,
				scope_names[r->scope], pool_names[r->pool], r->body_limit,
				flags_text(r));
}

int route_number(const struct route *const *tables, const struct route *route)
{
	int n = 0;

	for (; *tables != NULL; tables++)
		for (const struct route *r = *tables; r->method != NULL; r++, n++)
			if (r == route)
				return n;
	return n;
}
