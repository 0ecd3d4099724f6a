/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

struct op;

/*
 * One logfmt line to standard error, in one write:
 *   time=… level=info program=bc-api pid=12 id=… event=request status=200 ms=3
 * fmt gives further `key=value` pairs (values of text go through log_quote).
 * op may be NULL.  Never log bodies, tokens or SQL parameters.
 */
void log_info(const struct op *op, const char *event, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void log_warn(const struct op *op, const char *event, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void log_error(const struct op *op, const char *event, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* The name for program=; a string that stays (argv, a literal). */
void log_set_program(const char *name);

/* text as a logfmt value: in quotes, control bytes and quotes made harmless; owned by ctx; NULL is
 * "". */
const char *log_quote(const void *ctx, const char *text);
