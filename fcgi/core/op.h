/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/problem.h"

struct db;

/*
 * One unit of work: a request, a job, a bcctl run.  A talloc object that owns all it
 * makes, freed once by whoever began it.
 */
struct op {
	struct db *db;	     /* the caller's connection, or NULL */
	const char *id;	     /* request or job id for the log */
	const char *detail;  /* what op_fail said, fit for the client, or NULL */
	const char *pointer; /* JSON pointer of the faulty member, or NULL */
};

/* Say why and pass p on: return op_fail(op, PROBLEM_X, "…").  The text goes to the client. */
enum problem op_fail(struct op *op, enum problem p, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* The same with the JSON pointer of the member at fault ("/records/17/quantity"). */
enum problem op_fail_at(struct op *op, enum problem p, const char *pointer, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
