/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "server/dispatch.h"

/* One pool: threads that answer each byte with the byte after it. */
#define N_THREADS  4
#define N_CLIENTS  64
#define N_REQUESTS 50

struct pool {
	struct dispatch *dispatch;
	atomic_long n_open;
	pthread_t threads[N_THREADS];
};

static char dir[] = "/tmp/test_dispatch_XXXXXX";
static struct sockaddr_un address = { .sun_family = AF_UNIX };
static struct dispatch_sockets sockets;

static void open_sockets(void)
{
	int pair[2];

	assert_non_null(mkdtemp(dir));
	snprintf(address.sun_path, sizeof(address.sun_path), "%s/s", dir);
	sockets.listen = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
	assert_int_equal(bind(sockets.listen, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(listen(sockets.listen, 1024), 0);
	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0, pair), 0);
	sockets.take_over = pair[0];
	sockets.hand_over = pair[1];
}

static void close_sockets(void)
{
	close(sockets.listen);
	close(sockets.take_over);
	close(sockets.hand_over);
	unlink(address.sun_path);
	rmdir(dir);
	memcpy(dir + strlen(dir) - 6, "XXXXXX", 6);
}

static bool answer(int fd)
{
	char byte;

	if (read(fd, &byte, 1) != 1)
		return false;
	byte++;
	return write(fd, &byte, 1) == 1;
}

static void *serve(void *arg)
{
	struct pool *pool = arg;
	int conn, fd;

	while ((conn = dispatch_next(pool->dispatch, &fd)) >= 0) {
		bool is_kept = answer(fd) && !dispatch_is_closing(pool->dispatch);

		if (!is_kept)
			close(fd);
		dispatch_done(pool->dispatch, conn, is_kept);
	}
	return NULL;
}

static struct pool *pool_start(void)
{
	struct pool *pool = mem_zero(NULL, struct pool);

	pool->dispatch = dispatch_new(pool, &sockets, &pool->n_open);
	assert_non_null(pool->dispatch);
	for (int i = 0; i < N_THREADS; i++)
		pthread_create(&pool->threads[i], NULL, serve, pool);
	return pool;
}

static void pool_stop(struct pool *pool, enum drain how)
{
	dispatch_drain(pool->dispatch, how);
	while (dispatch_sweep(pool->dispatch) > 0)
		usleep(1000);
	dispatch_end(pool->dispatch);
	for (int i = 0; i < N_THREADS; i++)
		pthread_join(pool->threads[i], NULL);
	assert_int_equal(atomic_load(&pool->n_open), 0);
	talloc_free(pool);
}

static int client_open(void)
{
	static const struct timeval patience = { .tv_sec = 20 };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	return fd;
}

static bool client_ask(int fd, char byte)
{
	char got = 0;

	return send(fd, &byte, 1, MSG_NOSIGNAL) == 1 && recv(fd, &got, 1, 0) == 1 &&
	       got == (char)(byte + 1);
}

static atomic_int n_answered, n_failed;

static void *ask_on_one_connection(void *arg)
{
	int fd = client_open();

	(void)arg;
	for (int i = 0; i < N_REQUESTS; i++)
		atomic_fetch_add(client_ask(fd, (char)('a' + i % 20)) ? &n_answered : &n_failed, 1);
	close(fd);
	return NULL;
}

static void start_clients(pthread_t *clients)
{
	atomic_store(&n_answered, 0);
	atomic_store(&n_failed, 0);
	for (int i = 0; i < N_CLIENTS; i++)
		pthread_create(&clients[i], NULL, ask_on_one_connection, NULL);
}

static void join_clients(pthread_t *clients)
{
	for (int i = 0; i < N_CLIENTS; i++)
		pthread_join(clients[i], NULL);
}

static void test_64_connections_on_4_threads_are_all_answered(void **state)
{
	pthread_t clients[N_CLIENTS];
	struct pool *pool;

	(void)state;
	open_sockets();
	pool = pool_start();
	start_clients(clients);
	join_clients(clients);
	assert_int_equal(atomic_load(&n_failed), 0);
	assert_int_equal(atomic_load(&n_answered), N_CLIENTS * N_REQUESTS);
	pool_stop(pool, DRAIN_CLOSE);
	close_sockets();
}

/* Old pools leave while clients go on: each connection moves and no request is lost. */
static void test_connections_move_to_the_successor(void **state)
{
	pthread_t clients[N_CLIENTS];
	struct pool *pool;

	(void)state;
	open_sockets();
	pool = pool_start();
	start_clients(clients);
	for (int i = 0; i < 10; i++) {
		struct pool *successor = pool_start();

		pool_stop(pool, DRAIN_HAND_OVER);
		pool = successor;
	}
	join_clients(clients);
	assert_int_equal(atomic_load(&n_failed), 0);
	pool_stop(pool, DRAIN_CLOSE);
	close_sockets();
}

static void test_idle_connections_are_closed_when_the_service_ends(void **state)
{
	struct pool *pool;
	char byte;
	int fd;

	(void)state;
	open_sockets();
	pool = pool_start();
	fd = client_open();
	assert_true(client_ask(fd, 'a'));
	pool_stop(pool, DRAIN_CLOSE);
	assert_int_equal(recv(fd, &byte, 1, 0), 0);
	close(fd);
	close_sockets();
}

/* More connections than places: the rest waits in the queue until one is free. */
static void test_full_pool_takes_others_later(void **state)
{
	enum { N_MORE = DISPATCH_CONNECTIONS_MAX + 20 };
	static int fds[N_MORE];
	struct pool *pool;

	(void)state;
	open_sockets();
	pool = pool_start();
	for (int i = 0; i < N_MORE; i++)
		fds[i] = client_open();
	for (int i = 0; i < DISPATCH_CONNECTIONS_MAX; i++)
		assert_true(client_ask(fds[i], 'a'));
	for (int i = 0; i < 20; i++)
		close(fds[i]);
	for (int i = DISPATCH_CONNECTIONS_MAX; i < N_MORE; i++)
		assert_true(client_ask(fds[i], 'a'));
	for (int i = 20; i < N_MORE; i++)
		close(fds[i]);
	pool_stop(pool, DRAIN_CLOSE);
	close_sockets();
}

/* Both ends of more connections than most shells allow at first are here. */
static int raise_file_limit(void **state)
{
	struct rlimit limit;

	(void)state;
	getrlimit(RLIMIT_NOFILE, &limit);
	limit.rlim_cur = limit.rlim_max < 4096 ? limit.rlim_max : 4096;
	return setrlimit(RLIMIT_NOFILE, &limit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(test_64_connections_on_4_threads_are_all_answered),
		UNIT_TEST(test_connections_move_to_the_successor),
		UNIT_TEST(test_idle_connections_are_closed_when_the_service_ends),
		UNIT_TEST(test_full_pool_takes_others_later),
	};

	return cmocka_run_group_tests_name("dispatch", tests, raise_file_limit, NULL);
}
