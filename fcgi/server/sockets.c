/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "server/sockets.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/log.h"
#include "core/mem.h"

#define BACKLOG		 4096
#define FIRST_SYSTEMD_FD 3
#define N_SLOTS		 10

/* Every descriptor under the name it is handed on by. */
struct slot {
	const char *name;
	int *fd;
	bool is_listener;
};

static void list_slots(struct sockets *s, struct slot slots[N_SLOTS])
{
	const struct slot list[N_SLOTS] = {
		{ "fast", &s->pools[POOL_FAST].listen, true },
		{ "auth", &s->pools[POOL_AUTH].listen, true },
		{ "bulk", &s->pools[POOL_BULK].listen, true },
		{ "metrics", &s->metrics, true },
		{ "fast-take", &s->pools[POOL_FAST].take_over, false },
		{ "auth-take", &s->pools[POOL_AUTH].take_over, false },
		{ "bulk-take", &s->pools[POOL_BULK].take_over, false },
		{ "fast-give", &s->pools[POOL_FAST].hand_over, false },
		{ "auth-give", &s->pools[POOL_AUTH].hand_over, false },
		{ "bulk-give", &s->pools[POOL_BULK].hand_over, false },
	};

	memcpy(slots, list, sizeof(list));
}

static bool fail(const char *what, const char *path)
{
	log_error(NULL, "socket_failed", "path=%s step=%s error=\"%s\"", path, what,
		  strerror(errno));
	return false;
}

static void set_fd(struct sockets *sockets, const char *name, size_t len, int fd)
{
	struct slot slots[N_SLOTS];

	list_slots(sockets, slots);
	for (int i = 0; i < N_SLOTS; i++) {
		if (strlen(slots[i].name) != len || memcmp(slots[i].name, name, len) != 0)
			continue;
		*slots[i].fd = fd;
		fcntl(fd, F_SETFD, FD_CLOEXEC);
		fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
	}
}

/* "fast=5,auth=6,…" */
static void take_kept(struct sockets *sockets, const char *kept)
{
	while (*kept != '\0') {
		size_t len = strcspn(kept, "=");
		char *end;
		int fd;

		if (kept[len] != '=')
			return;
		fd = (int)strtol(kept + len + 1, &end, 10);
		if (len == 6 && memcmp(kept, "single", len) == 0)
			sockets->is_single = fd == 1;
		else
			set_fd(sockets, kept, len, fd);
		kept = *end == ',' ? end + 1 : end;
	}
}

/* sd_listen_fds_with_names(3), which is three environment variables. */
static void take_systemd(struct sockets *sockets)
{
	const char *pid = getenv("LISTEN_PID");
	const char *count = getenv("LISTEN_FDS");
	const char *names = getenv("LISTEN_FDNAMES");

	if (pid == NULL || count == NULL || names == NULL || strtol(pid, NULL, 10) != getpid())
		return;
	for (int fd = 0; fd < strtol(count, NULL, 10); fd++) {
		size_t len = strcspn(names, ":");

		set_fd(sockets, names, len, FIRST_SYSTEMD_FD + fd);
		names += names[len] == ':' ? len + 1 : len;
	}
	unsetenv("LISTEN_PID");
	unsetenv("LISTEN_FDS");
	unsetenv("LISTEN_FDNAMES");
}

static bool is_listening(int fd)
{
	int value = 0;
	socklen_t len = sizeof(value);

	return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &value, &len) == 0 && value == 1;
}

static bool fill_address(struct sockaddr_un *address, const char *path)
{
	memset(address, 0, sizeof(*address));
	address->sun_family = AF_UNIX;
	if (strlen(path) >= sizeof(address->sun_path)) {
		errno = ENAMETOOLONG;
		return false;
	}
	memcpy(address->sun_path, path, strlen(path));
	return true;
}

/* Whether somebody answers at the path; a file left by a dead process doesn't. */
static bool is_served(const char *path)
{
	struct sockaddr_un address;
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool ok = fill_address(&address, path) &&
		  connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0;

	close(fd);
	return ok;
}

/* Made under another name and moved to its place, so that it is never there half done. */
static bool make(const void *owner, const char *dir, const char *name, int *out)
{
	const char *path = mem_printf(owner, "%s/%s.sock", dir, name);
	const char *temporary = mem_printf(owner, "%s.%ld", path, (long)getpid());
	struct sockaddr_un address;
	int fd;

	if (is_served(path)) {
		errno = EADDRINUSE;
		return fail("another bc-api", path);
	}
	if (!fill_address(&address, temporary))
		return fail("name", temporary);
	unlink(temporary);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof(address)) != 0)
		return fail("bind", temporary);
	*out = fd;
	if (chmod(temporary, 0660) != 0 || listen(fd, BACKLOG) != 0 || rename(temporary, path) != 0)
		return fail("listen", path);
	return true;
}

static bool make_listeners(const void *owner, struct sockets *sockets, const char *dir)
{
	struct slot slots[N_SLOTS];
	bool ok = true;

	sockets->dir = mem_strdup(owner, dir);
	list_slots(sockets, slots);
	for (int i = 0; ok && i < N_SLOTS; i++)
		if (slots[i].is_listener && *slots[i].fd < 0)
			ok = make(sockets->dir, dir, slots[i].name, slots[i].fd);
	return ok;
}

static bool make_pairs(struct sockets *sockets)
{
	for (int pool = POOL_FAST; pool < POOL_COUNT; pool++) {
		int pair[2];

		if (sockets->pools[pool].listen < 0 || sockets->pools[pool].take_over >= 0)
			continue;
		if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair) !=
		    0)
			return fail("socketpair", "-");
		sockets->pools[pool].take_over = pair[0];
		sockets->pools[pool].hand_over = pair[1];
	}
	return true;
}

bool sockets_open(const void *owner, struct sockets *sockets, const char *kept, const char *dir)
{
	struct slot slots[N_SLOTS];

	memset(sockets, 0, sizeof(*sockets));
	list_slots(sockets, slots);
	for (int i = 0; i < N_SLOTS; i++)
		*slots[i].fd = -1;
	if (kept != NULL)
		take_kept(sockets, kept);
	else
		take_systemd(sockets);
	if (sockets->pools[POOL_FAST].listen < 0 && is_listening(0)) {
		set_fd(sockets, "fast", 4, 0);
		sockets->is_single = dir == NULL;
	}
	if (dir != NULL && !make_listeners(owner, sockets, dir))
		return false;
	if (sockets->pools[POOL_FAST].listen < 0) {
		log_error(NULL, "no_socket", "hint=\"set BC_SOCKET_DIR\"");
		return false;
	}
	return make_pairs(sockets);
}

const char *sockets_keep(struct sockets *sockets, const void *owner)
{
	char *text = mem_printf(owner, "single=%d", sockets->is_single);
	struct slot slots[N_SLOTS];

	list_slots(sockets, slots);
	for (int i = 0; i < N_SLOTS; i++) {
		if (*slots[i].fd < 0)
			continue;
		fcntl(*slots[i].fd, F_SETFD, 0);
		text = mem_append(text, ",%s=%d", slots[i].name, *slots[i].fd);
	}
	return text;
}

void sockets_close(struct sockets *sockets)
{
	struct slot slots[N_SLOTS];

	list_slots(sockets, slots);
	for (int i = 0; i < N_SLOTS; i++) {
		if (*slots[i].fd < 0)
			continue;
		if (slots[i].is_listener && sockets->dir != NULL)
			unlink(mem_printf(sockets->dir, "%s/%s.sock", sockets->dir, slots[i].name));
		close(*slots[i].fd);
		*slots[i].fd = -1;
	}
	sockets->dir = NULL;
}
