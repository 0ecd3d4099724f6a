/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>

/*
 * The connections of one pool: one epoll set with the listening socket and every kept
 * connection, each armed for one event.  Threads wait in it together; a readable connection
 * goes to one thread, which answers one request and gives it back.  So a thread is bound for a
 * request, never for a connection.
 *
 * A worker that makes room for its successor hands its kept connections over to the other
 * workers through a pair of sockets that all of them share, so the web server sees no
 * connection close just when it sends a request.
 */
struct dispatch;

struct dispatch_sockets {
	int listen;    /* non-blocking */
	int take_over; /* where connections of leaving workers arrive, or -1 */
	int hand_over; /* its other end, or -1 */
};

enum { DISPATCH_CONNECTIONS_MAX = 512, DISPATCH_IDLE_MS = 120000 };

enum drain {
	DRAIN_NO = 0,
	DRAIN_HAND_OVER, /* this worker goes, others stay */
	DRAIN_CLOSE,	 /* the service goes: answer what is there, then close */
};

/* NULL and a log line when it can't be set up.  n_open counts its connections. */
struct dispatch *dispatch_new(const void *owner, const struct dispatch_sockets *sockets,
			      atomic_long *n_open);

/* Wait for a connection with a request on it: its number, or -1 when drained.  Any thread. */
int dispatch_next(struct dispatch *dispatch, int *fd);

/* Give back a connection that stays open (is_kept), or whose descriptor is closed already. */
void dispatch_done(struct dispatch *dispatch, int conn, bool is_kept);

/* Whether connections are to be closed after the answer. */
bool dispatch_is_closing(const struct dispatch *dispatch);

/* The rest is for one thread, the worker's first. */

/* Take no new connections; dispatch_sweep then lets go of those that are there. */
void dispatch_drain(struct dispatch *dispatch, enum drain how);

/* Close what was idle for too long; while draining, let go of all that waits.  The number left. */
long dispatch_sweep(struct dispatch *dispatch);

/* Let all threads leave dispatch_next with -1. */
void dispatch_end(struct dispatch *dispatch);
