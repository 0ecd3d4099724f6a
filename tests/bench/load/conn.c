/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "load.h"

#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define ANSWER_MAX (1 << 20)

enum state { CLOSED, SENDING, READING, PAUSED };

struct conn {
	struct load *load;
	enum state state;
	int fd;
	const char *out;
	size_t out_len, sent;
	char *in;
	size_t in_len;
	long begun, wake_at;
};

static void watch(struct conn *conn, int operation, uint32_t events)
{
	struct epoll_event event = { .events = events, .data.ptr = conn };

	if (epoll_ctl(conn->load->epoll_fd, operation, conn->fd, &event) != 0)
		die("epoll");
}

static bool open_conn(struct conn *conn)
{
	const struct sockaddr *address = (const struct sockaddr *)&conn->load->address;
	int one = 1;

	conn->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (conn->fd < 0)
		die("socket");
	if (connect(conn->fd, address, sizeof(conn->load->address)) != 0)
		return false;
	setsockopt(conn->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	watch(conn, EPOLL_CTL_ADD, EPOLLIN);
	return true;
}

static void close_conn(struct conn *conn)
{
	if (conn->fd >= 0)
		close(conn->fd);
	conn->fd = -1;
	conn->state = CLOSED;
}

static bool is_counted(const struct conn *conn)
{
	const struct load *load = conn->load;

	return load->n_wanted > 0 ||
	       (conn->begun >= load->counted_from && conn->begun < load->ends_at);
}

static void fail(struct conn *conn, void (*count)(void))
{
	if (is_counted(conn))
		count();
	close_conn(conn);
}

static void send_more(struct conn *conn)
{
	while (conn->sent < conn->out_len) {
		ssize_t n = send(conn->fd, conn->out + conn->sent, conn->out_len - conn->sent,
				 MSG_NOSIGNAL | MSG_DONTWAIT);

		if (n < 0 && errno == EAGAIN) {
			watch(conn, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
			conn->state = SENDING;
			return;
		}
		if (n < 0) {
			fail(conn, result_error);
			return;
		}
		conn->sent += (size_t)n;
	}
	if (conn->state == SENDING)
		watch(conn, EPOLL_CTL_MOD, EPOLLIN);
	conn->state = READING;
}

static void begin(struct conn *conn)
{
	struct load *load = conn->load;
	size_t number = load->next_request++ % load->n_requests;

	conn->begun = now_us();
	conn->out = load->requests[number];
	conn->out_len = load->request_lens[number];
	conn->sent = conn->in_len = 0;
	conn->state = READING;
	if (conn->fd < 0 && !open_conn(conn)) {
		fail(conn, result_error);
		conn->wake_at = conn->begun + TICK_US;
		return;
	}
	send_more(conn);
}

static const char *header(const char *head, const char *name)
{
	const char *at = strcasestr(head, name);

	return at == NULL ? NULL : at + strlen(name) + strspn(at + strlen(name), " ");
}

static bool is_whole(const struct conn *conn)
{
	const char *end = memmem(conn->in, conn->in_len, "\r\n\r\n", 4);
	const char *length;

	if (end == NULL)
		return false;
	length = header(conn->in, "\r\nContent-Length:");
	if (length != NULL && length < end)
		return conn->in_len >= (size_t)(end + 4 - conn->in) + strtoul(length, NULL, 10);
	return memcmp(conn->in + conn->in_len - 5, "0\r\n\r\n", 5) == 0;
}

static void take_answer(struct conn *conn)
{
	const char *retry = header(conn->in, "\r\nRetry-After:");
	long now = now_us();

	if (is_counted(conn))
		result_answer((int)strtol(conn->in + strcspn(conn->in, " "), NULL, 10),
			      now - conn->begun);
	if (header(conn->in, "\r\nConnection: close") != NULL)
		close_conn(conn);
	if (conn->load->is_obedient && retry != NULL) {
		conn->wake_at = now + strtol(retry, NULL, 10) * 1000000L;
		if (conn->state != CLOSED)
			conn->state = PAUSED;
	} else if (load_goes_on(conn->load, now)) {
		begin(conn);
	} else {
		close_conn(conn);
	}
}

static void read_more(struct conn *conn)
{
	ssize_t n =
		recv(conn->fd, conn->in + conn->in_len, ANSWER_MAX - conn->in_len, MSG_DONTWAIT);

	if (n < 0 && errno == EAGAIN)
		return;
	if (n <= 0 && conn->state == PAUSED) {
		close_conn(conn);
		return;
	}
	if (n <= 0) {
		fail(conn, result_error);
		return;
	}
	conn->in_len += (size_t)n;
	conn->in[conn->in_len] = '\0';
	if (is_whole(conn))
		take_answer(conn);
	else if (conn->in_len == ANSWER_MAX)
		fail(conn, result_error);
}

void conn_event(struct conn *conn, unsigned events)
{
	if (conn->state == SENDING && (events & EPOLLOUT) != 0)
		send_more(conn);
	if (conn->fd >= 0 && (events & ~(unsigned)EPOLLOUT) != 0)
		read_more(conn);
}

static bool is_waiting(const struct conn *conn)
{
	return conn->state == SENDING || conn->state == READING;
}

void conns_tick(struct conn *conns, long now)
{
	for (int i = 0; i < conns->load->n_conns; i++) {
		struct conn *conn = &conns[i];

		if (is_waiting(conn) && now - conn->begun > conn->load->patience_us)
			fail(conn, result_timeout);
		if (!is_waiting(conn) && now >= conn->wake_at && load_goes_on(conn->load, now))
			begin(conn);
	}
}

bool conns_are_busy(const struct conn *conns)
{
	for (int i = 0; i < conns->load->n_conns; i++)
		if (is_waiting(&conns[i]))
			return true;
	return false;
}

struct conn *conns_new(struct load *load)
{
	struct conn *conns = calloc((size_t)load->n_conns, sizeof(struct conn));

	if (conns == NULL)
		die("memory");
	for (int i = 0; i < load->n_conns; i++) {
		conns[i].load = load;
		conns[i].fd = -1;
		conns[i].in = malloc(ANSWER_MAX + 1);
		if (conns[i].in == NULL)
			die("memory");
	}
	return conns;
}
