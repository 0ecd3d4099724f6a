/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "server/metrics.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "core/mem.h"

#define REQUEST_SIZE 4096

/* Up to the empty line; false when it doesn't come. */
static bool read_head(int fd, char *head)
{
	size_t len = 0;

	while (len < REQUEST_SIZE - 1) {
		ssize_t n = recv(fd, head + len, REQUEST_SIZE - 1 - len, 0);

		if (n <= 0)
			return false;
		len += (size_t)n;
		head[len] = '\0';
		if (strstr(head, "\r\n\r\n") != NULL || strstr(head, "\n\n") != NULL)
			return true;
	}
	return false;
}

static void send_all(int fd, const char *text, size_t len)
{
	while (len > 0) {
		ssize_t n = send(fd, text, len, MSG_NOSIGNAL);

		if (n <= 0)
			return;
		text += n;
		len -= (size_t)n;
	}
}

static void send_answer(int fd, const char *status, const char *body, size_t len)
{
	char head[256];
	int n = snprintf(head, sizeof(head),
			 "HTTP/1.1 %s\r\nContent-Type: text/plain; version=0.0.4\r\n"
			 "Content-Length: %zu\r\nConnection: close\r\n\r\n",
			 status, len);

	send_all(fd, head, (size_t)n);
	send_all(fd, body, len);
}

static void send_metrics(int fd, const struct app *app)
{
	char *scratch = mem_strdup(NULL, "metrics");
	char *text = NULL;
	size_t len = 0;
	FILE *out = mem_check(open_memstream(&text, &len));

	counters_print(out, app->counters, app->api->tables);
	fclose(out);
	send_answer(fd, "200 OK", text, len);
	mem_own(scratch, text, free);
	talloc_free(scratch);
}

void metrics_serve(const struct app *app)
{
	static const struct timeval patience = { .tv_sec = 1 };
	int fd = accept4(app->sockets.metrics, NULL, NULL, SOCK_CLOEXEC);
	char head[REQUEST_SIZE];

	if (fd < 0)
		return;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	if (read_head(fd, head)) {
		if (strncmp(head, "GET /metrics ", 13) == 0)
			send_metrics(fd, app);
		else
			send_answer(fd, "404 Not Found", "", 0);
	}
	close(fd);
}
