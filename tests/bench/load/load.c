/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sends requests over kept connections for some seconds and counts what became of each.  One
 * thread: it shares the machine with what it measures.
 */
#define _GNU_SOURCE
#include "load.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#define CONNECTIONS_MAX 1024
#define EVENTS		256

long now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000L + now.tv_nsec / 1000;
}

void die(const char *what)
{
	fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
	exit(2);
}

bool load_goes_on(const struct load *load, long now)
{
	if (load->n_wanted > 0)
		return load->next_request < load->n_wanted;
	return now < load->ends_at;
}

static void run(struct load *load, struct conn *conns)
{
	struct epoll_event events[EVENTS];
	long next_tick = 0;

	load->counted_from = now_us() + (long)(load->warm_up * 1e6);
	load->ends_at = load->counted_from + (long)(load->seconds * 1e6);
	while (load_goes_on(load, now_us()) || conns_are_busy(conns)) {
		int n = epoll_wait(load->epoll_fd, events, EVENTS, TICK_US / 1000);
		long now = now_us();

		for (int i = 0; i < n; i++)
			conn_event(events[i].data.ptr, events[i].events);
		if (now >= next_tick) {
			conns_tick(conns, now);
			next_tick = now + TICK_US;
		}
	}
	if (load->n_wanted > 0)
		load->seconds = (double)(now_us() - load->counted_from) / 1e6;
}

static int usage(void)
{
	fprintf(stderr,
		"usage: load [-c CONNECTIONS] [-d SECONDS | -n COUNT] [-w WARM_UP_SECONDS]\n"
		"            [-t TIMEOUT_MS] [-r] -f REQUESTS PORT\n"
		"  -n  this many requests, all of them counted\n"
		"  -r  wait as Retry-After says\n"
		"A line of REQUESTS is METHOD PATH TOKEN BODY, separated by tabs, - for none.\n");
	return 2;
}

int main(int argc, char **argv)
{
	struct load load = { .n_conns = 8, .seconds = 3, .warm_up = 0.3, .patience_us = 2000000 };
	const char *requests = NULL;
	int option;

	while ((option = getopt(argc, argv, "c:d:n:w:t:f:r")) != -1) {
		if (option == 'c')
			load.n_conns = (int)strtol(optarg, NULL, 10);
		else if (option == 'd')
			load.seconds = strtod(optarg, NULL);
		else if (option == 'n')
			load.n_wanted = strtoul(optarg, NULL, 10);
		else if (option == 'w')
			load.warm_up = strtod(optarg, NULL);
		else if (option == 't')
			load.patience_us = strtol(optarg, NULL, 10) * 1000;
		else if (option == 'f')
			requests = optarg;
		else if (option == 'r')
			load.is_obedient = true;
		else
			return usage();
	}
	if (optind != argc - 1 || requests == NULL || load.n_conns < 1 ||
	    load.n_conns > CONNECTIONS_MAX)
		return usage();
	load.address.sin_family = AF_INET;
	load.address.sin_port = htons((uint16_t)strtol(argv[optind], NULL, 10));
	load.address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (load.n_wanted > 0)
		load.warm_up = 0;
	requests_read(&load, requests);
	load.epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	run(&load, conns_new(&load));
	result_print(load.seconds);
	return 0;
}
