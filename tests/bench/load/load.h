/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>

/* How often time-outs and pauses are looked at. */
#define TICK_US 20000

struct load {
	struct sockaddr_in address;
	int epoll_fd, n_conns;
	double seconds, warm_up;
	long patience_us;
	bool is_obedient; /* waits as Retry-After says */
	long counted_from, ends_at;
	char **requests; /* whole ones, taken in turn */
	size_t *request_lens, n_requests, next_request;
	size_t n_wanted; /* this many in all, then it ends; 0 for as many as the time allows */
};

long now_us(void);
_Noreturn void die(const char *what);

/* Lines METHOD, PATH, TOKEN, BODY, separated by tabs, - for none. */
void requests_read(struct load *load, const char *path);

/* What became of the requests that began while they count. */
void result_answer(int status, long us);
void result_error(void);
void result_timeout(void);
void result_print(double seconds);

struct conn;

/* All connections of the load, closed. */
struct conn *conns_new(struct load *load);
/* Begins what is due, gives up what takes too long. */
void conns_tick(struct conn *conns, long now);
bool conns_are_busy(const struct conn *conns);
/* Whether another request may be begun. */
bool load_goes_on(const struct load *load, long now);
void conn_event(struct conn *conn, unsigned events);
