/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "core/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "core/mem.h"
#include "core/op.h"

/* Below PIPE_BUF, so lines of several processes on one pipe don't mix. */
#define LINE_SIZE 2048
#define QUOTE_MAX 600

static const char *program = "billing";

void log_set_program(const char *name)
{
	program = name;
}

static size_t print_head(char *line, const struct op *op, const char *level, const char *event)
{
	struct timeval now;
	struct tm tm;
	char stamp[32];
	int n;

	gettimeofday(&now, NULL);
	gmtime_r(&now.tv_sec, &tm);
	strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%S", &tm);
	n = snprintf(line, LINE_SIZE, "time=%s.%06ldZ level=%s program=%s pid=%ld", stamp,
		     (long)now.tv_usec, level, program, (long)getpid());
	if (op != NULL && op->id != NULL)
		n += snprintf(line + n, LINE_SIZE - (size_t)n, " id=%.128s", op->id);
	n += snprintf(line + n, LINE_SIZE - (size_t)n, " event=%s ", event);
	return (size_t)n;
}

__attribute__((format(printf, 4, 0))) static void
print(const struct op *op, const char *level, const char *event, const char *fmt, va_list ap)
{
	char line[LINE_SIZE];
	size_t n = print_head(line, op, level, event);
	int more = vsnprintf(line + n, LINE_SIZE - 1 - n, fmt, ap);

	if (more > 0)
		n += (size_t)more < LINE_SIZE - 2 - n ? (size_t)more : LINE_SIZE - 2 - n;
	while (n > 0 && (line[n - 1] == ' ' || line[n - 1] == '\n'))
		n--;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)line[i] < 0x20 || line[i] == 0x7f)
			line[i] = ' ';
	line[n++] = '\n';
	/* A log that can't be written must not stop the work. */
	if (write(STDERR_FILENO, line, n) < 0)
		return;
}

void log_info(const struct op *op, const char *event, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	print(op, "info", event, fmt, ap);
	va_end(ap);
}

void log_warn(const struct op *op, const char *event, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	print(op, "warn", event, fmt, ap);
	va_end(ap);
}

void log_error(const struct op *op, const char *event, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	print(op, "error", event, fmt, ap);
	va_end(ap);
}

const char *log_quote(const void *ctx, const char *text)
{
	size_t n = text == NULL ? 0 : strnlen(text, QUOTE_MAX);
	char *out = mem_array(ctx, char, 2 * n + 3);
	size_t k = 0;

	while (n > 0 && (text[n - 1] == '\n' || text[n - 1] == ' '))
		n--;
	out[k++] = '"';
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == '"' || c == '\\')
			out[k++] = '\\';
		out[k++] = c < 0x20 || c == 0x7f ? ' ' : (char)c;
	}
	out[k++] = '"';
	return out;
}
