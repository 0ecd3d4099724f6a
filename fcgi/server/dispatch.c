/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "server/dispatch.h"

#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "core/log.h"
#include "core/mem.h"
#include "core/monotonic.h"
#include "server/hand_over.h"

/* The web server sends and takes whole requests and answers; one that stalls is broken. */
#define IO_SECONDS 30
/* A connection accepted while closing gets this long for its request to arrive. */
#define CLOSE_GRACE_MS 50

/* In the low half of an event's data, above the numbers of connections. */
enum { EVENT_LISTEN = DISPATCH_CONNECTIONS_MAX, EVENT_TAKE_OVER, EVENT_END };

/* MISSED: busy, and somebody had to let an event for it pass. */
enum conn_state { CONN_FREE = 0, CONN_ARMED, CONN_BUSY, CONN_MISSED };

/* Only who made it BUSY (by exchange from ARMED) may look at the rest or change it. */
struct conn {
	atomic_int state;
	int fd;
	uint32_t generation; /* tells an event of an earlier connection of this place */
	long used_at;	     /* milliseconds */
};

struct dispatch {
	struct dispatch_sockets sockets;
	int epoll_fd, end_fd;
	atomic_int drain;
	atomic_bool is_full;  /* the sockets are left alone until a place is free */
	atomic_long *n_open;  /* shared with the metrics */
	pthread_mutex_t lock; /* of the free places */
	int n_free;
	int free[DISPATCH_CONNECTIONS_MAX];
	struct conn conns[DISPATCH_CONNECTIONS_MAX];
};

static bool arm(struct dispatch *dispatch, int operation, int fd, uint64_t data)
{
	struct epoll_event event = { .events = EPOLLIN | EPOLLONESHOT, .data.u64 = data };

	return epoll_ctl(dispatch->epoll_fd, operation, fd, &event) == 0;
}

static uint64_t conn_data(const struct dispatch *dispatch, const struct conn *conn)
{
	return (uint64_t)conn->generation << 32 | (uint32_t)(conn - dispatch->conns);
}

static void rearm_sockets(struct dispatch *dispatch)
{
	/* Fails harmlessly when draining has taken them out of the set. */
	arm(dispatch, EPOLL_CTL_MOD, dispatch->sockets.listen, EVENT_LISTEN);
	if (dispatch->sockets.take_over >= 0)
		arm(dispatch, EPOLL_CTL_MOD, dispatch->sockets.take_over, EVENT_TAKE_OVER);
}

static int take_place(struct dispatch *dispatch)
{
	int place = -1;

	pthread_mutex_lock(&dispatch->lock);
	if (dispatch->n_free > 0)
		place = dispatch->free[--dispatch->n_free];
	else
		atomic_store(&dispatch->is_full, true);
	pthread_mutex_unlock(&dispatch->lock);
	return place;
}

static void free_place(struct dispatch *dispatch, int place)
{
	pthread_mutex_lock(&dispatch->lock);
	dispatch->free[dispatch->n_free++] = place;
	pthread_mutex_unlock(&dispatch->lock);
}

/* A place counts from before accept on, so nobody takes the pool for empty in between. */
static long count_taken(struct dispatch *dispatch)
{
	long n;

	pthread_mutex_lock(&dispatch->lock);
	n = DISPATCH_CONNECTIONS_MAX - dispatch->n_free;
	pthread_mutex_unlock(&dispatch->lock);
	return n;
}

/* The caller has made it BUSY and its descriptor is closed or handed over. */
static void free_conn(struct dispatch *dispatch, struct conn *conn)
{
	conn->fd = -1;
	conn->generation++;
	atomic_store(&conn->state, CONN_FREE);
	free_place(dispatch, (int)(conn - dispatch->conns));
	atomic_fetch_sub(dispatch->n_open, 1);
	if (atomic_exchange(&dispatch->is_full, false))
		rearm_sockets(dispatch);
}

static void close_conn(struct dispatch *dispatch, struct conn *conn)
{
	close(conn->fd);
	free_conn(dispatch, conn);
}

/*
 * Let go of a connection that is busy and armed.  It stays ours until nobody can have missed its
 * event; the descriptor must not be touched after that: another thread may close it at once.
 */
static void settle(struct dispatch *dispatch, struct conn *conn)
{
	int expected = CONN_BUSY;

	while (!atomic_compare_exchange_strong(&conn->state, &expected, CONN_ARMED)) {
		atomic_store(&conn->state, CONN_BUSY);
		expected = CONN_BUSY;
		arm(dispatch, EPOLL_CTL_MOD, conn->fd, conn_data(dispatch, conn));
	}
}

static void add_conn(struct dispatch *dispatch, int place, int fd)
{
	static const struct timeval patience = { .tv_sec = IO_SECONDS };
	struct conn *conn = &dispatch->conns[place];

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	conn->fd = fd;
	conn->used_at = monotonic_ms();
	atomic_fetch_add(dispatch->n_open, 1);
	atomic_store(&conn->state, CONN_BUSY);
	if (!arm(dispatch, EPOLL_CTL_ADD, fd, conn_data(dispatch, conn))) {
		log_error(NULL, "epoll_failed", "error=\"%s\"", strerror(errno));
		close_conn(dispatch, conn);
		return;
	}
	settle(dispatch, conn);
}

/* From the listening socket or from a leaving worker; false when there was none. */
static bool take_connection(struct dispatch *dispatch, int event)
{
	int place = take_place(dispatch);
	int fd;

	if (place < 0)
		return false;
	if (event == EVENT_LISTEN)
		fd = accept4(dispatch->sockets.listen, NULL, NULL, SOCK_CLOEXEC);
	else
		fd = hand_over_take(dispatch->sockets.take_over);
	if (fd >= 0) {
		add_conn(dispatch, place, fd);
		return true;
	}
	if (errno != EAGAIN && errno != ECONNABORTED && errno != EINTR) {
		log_error(NULL, "accept_failed", "error=\"%s\"", strerror(errno));
		usleep(10000);
	}
	free_place(dispatch, place);
	return false;
}

static bool claim(struct conn *conn)
{
	int expected = CONN_ARMED;

	return atomic_compare_exchange_strong(&conn->state, &expected, CONN_BUSY);
}

/* For who has an event: if somebody else has the connection, tell him to arm it again. */
static bool claim_or_report(struct conn *conn)
{
	for (;;) {
		int expected = CONN_BUSY;

		if (claim(conn))
			return true;
		if (atomic_compare_exchange_strong(&conn->state, &expected, CONN_MISSED))
			return false;
		if (expected != CONN_ARMED)
			return false;
	}
}

static void unclaim(struct dispatch *dispatch, struct conn *conn)
{
	arm(dispatch, EPOLL_CTL_MOD, conn->fd, conn_data(dispatch, conn));
	settle(dispatch, conn);
}

static bool is_claimed_event(struct dispatch *dispatch, uint64_t data)
{
	struct conn *conn = &dispatch->conns[(uint32_t)data];

	if (!claim_or_report(conn))
		return false;
	if (conn->generation == (uint32_t)(data >> 32))
		return true;
	unclaim(dispatch, conn);
	return false;
}

/* What libfcgi would find; asked here, it costs no thread that waits. */
enum reading { READING_DATA, READING_NOTHING, READING_END };

static enum reading peek(const struct conn *conn)
{
	char byte;
	ssize_t n = recv(conn->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);

	if (n > 0)
		return READING_DATA;
	return n < 0 && (errno == EAGAIN || errno == EINTR) ? READING_NOTHING : READING_END;
}

/* Whether it has a request for the caller; otherwise it is given back or closed. */
static bool has_request(struct dispatch *dispatch, struct conn *conn)
{
	enum reading reading = peek(conn);

	if (reading == READING_NOTHING)
		unclaim(dispatch, conn);
	else if (reading == READING_END)
		close_conn(dispatch, conn);
	return reading == READING_DATA;
}

int dispatch_next(struct dispatch *dispatch, int *fd)
{
	for (;;) {
		struct epoll_event event;
		uint32_t number;

		if (epoll_wait(dispatch->epoll_fd, &event, 1, -1) != 1)
			continue;
		number = (uint32_t)event.data.u64;
		if (number == EVENT_END)
			return -1;
		if (number == EVENT_LISTEN || number == EVENT_TAKE_OVER) {
			take_connection(dispatch, (int)number);
			if (!atomic_load(&dispatch->is_full))
				rearm_sockets(dispatch);
			continue;
		}
		if (!is_claimed_event(dispatch, event.data.u64))
			continue;
		if (has_request(dispatch, &dispatch->conns[number])) {
			*fd = dispatch->conns[number].fd;
			return (int)number;
		}
	}
}

static void let_go(struct dispatch *dispatch, struct conn *conn)
{
	/* The description lives on in the other process: closing alone would leave it in the set.
	 */
	epoll_ctl(dispatch->epoll_fd, EPOLL_CTL_DEL, conn->fd, NULL);
	hand_over_give(dispatch->sockets.hand_over, conn->fd);
	close_conn(dispatch, conn);
}

void dispatch_done(struct dispatch *dispatch, int number, bool is_kept)
{
	struct conn *conn = &dispatch->conns[number];

	if (!is_kept) {
		free_conn(dispatch, conn);
		return;
	}
	conn->used_at = monotonic_ms();
	if (atomic_load(&dispatch->drain) == DRAIN_HAND_OVER)
		let_go(dispatch, conn);
	else
		unclaim(dispatch, conn);
}

bool dispatch_is_closing(const struct dispatch *dispatch)
{
	return atomic_load(&dispatch->drain) == DRAIN_CLOSE;
}

void dispatch_drain(struct dispatch *dispatch, enum drain how)
{
	epoll_ctl(dispatch->epoll_fd, EPOLL_CTL_DEL, dispatch->sockets.listen, NULL);
	if (dispatch->sockets.take_over >= 0)
		epoll_ctl(dispatch->epoll_fd, EPOLL_CTL_DEL, dispatch->sockets.take_over, NULL);
	/* Who was let in to the queue before the end gets an answer. */
	while (how == DRAIN_CLOSE && take_connection(dispatch, EVENT_LISTEN))
		continue;
	atomic_store(&dispatch->drain, how);
}

static void sweep_conn(struct dispatch *dispatch, struct conn *conn, enum drain drain, long now)
{
	long idle = now - conn->used_at;

	if (drain == DRAIN_HAND_OVER)
		let_go(dispatch, conn);
	else if (idle >= (drain == DRAIN_CLOSE ? CLOSE_GRACE_MS : DISPATCH_IDLE_MS) &&
		 peek(conn) == READING_NOTHING)
		close_conn(dispatch, conn);
	else
		unclaim(dispatch, conn);
}

long dispatch_sweep(struct dispatch *dispatch)
{
	enum drain drain = (enum drain)atomic_load(&dispatch->drain);
	long now = monotonic_ms();

	for (int i = 0; i < DISPATCH_CONNECTIONS_MAX; i++)
		if (claim(&dispatch->conns[i]))
			sweep_conn(dispatch, &dispatch->conns[i], drain, now);
	return count_taken(dispatch);
}

void dispatch_end(struct dispatch *dispatch)
{
	uint64_t one = 1;

	if (write(dispatch->end_fd, &one, sizeof(one)) < 0)
		log_error(NULL, "eventfd_failed", "error=\"%s\"", strerror(errno));
}

static int dispatch_release(struct dispatch *dispatch)
{
	close(dispatch->epoll_fd);
	close(dispatch->end_fd);
	pthread_mutex_destroy(&dispatch->lock);
	return 0;
}

struct dispatch *dispatch_new(const void *owner, const struct dispatch_sockets *sockets,
			      atomic_long *n_open)
{
	struct dispatch *dispatch = mem_zero(owner, struct dispatch);
	struct epoll_event end = { .events = EPOLLIN, .data.u64 = EVENT_END };

	dispatch->sockets = *sockets;
	dispatch->n_open = n_open;
	dispatch->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	dispatch->end_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	pthread_mutex_init(&dispatch->lock, NULL);
	talloc_set_destructor(dispatch, dispatch_release);
	for (int i = DISPATCH_CONNECTIONS_MAX - 1; i >= 0; i--)
		dispatch->free[dispatch->n_free++] = i;
	if (epoll_ctl(dispatch->epoll_fd, EPOLL_CTL_ADD, dispatch->end_fd, &end) != 0 ||
	    !arm(dispatch, EPOLL_CTL_ADD, sockets->listen, EVENT_LISTEN) ||
	    (sockets->take_over >= 0 &&
	     !arm(dispatch, EPOLL_CTL_ADD, sockets->take_over, EVENT_TAKE_OVER))) {
		log_error(NULL, "epoll_failed", "error=\"%s\"", strerror(errno));
		return NULL;
	}
	return dispatch;
}
