/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "server/children.h"

#include <assert.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>

#include "core/log.h"
#include "core/mem.h"

#define EACH(child, children)                                                                      \
	for (struct child *child = (children)->places; child < (children)->places + CHILDREN_MAX;  \
	     child++)                                                                              \
		if (child->pid != 0)
#define EACH_CONST(child, children)                                                                \
	for (const struct child *child = (children)->places;                                       \
	     child < (children)->places + CHILDREN_MAX; child++)                                   \
		if (child->pid != 0)

void children_add(struct children *children, pid_t pid, int number, long now)
{
	for (int i = 0; i < CHILDREN_MAX; i++) {
		if (children->places[i].pid == 0) {
			children->places[i] = (struct child){ pid, number, false, now, 0 };
			return;
		}
	}
	/* Far more than workers and predecessors; a child nobody knows would never be told. */
	abort();
}

bool children_take(struct children *children, pid_t pid, struct child *out)
{
	EACH(child, children)
	{
		if (child->pid == pid) {
			*out = *child;
			child->pid = 0;
			return true;
		}
	}
	return false;
}

int children_count(const struct children *children)
{
	int n = 0;

	EACH_CONST(child, children)
	n++;
	return n;
}

static bool has(const struct children *children, int number, bool is_old)
{
	EACH_CONST(child, children)
	if (child->number == number && child->is_old == is_old)
		return true;
	return false;
}

bool children_has_current(const struct children *children, int number)
{
	return has(children, number, false);
}

bool children_has_old(const struct children *children, int number)
{
	return has(children, number, true);
}

int children_lowest_old(const struct children *children)
{
	int lowest = -1;

	EACH_CONST(child, children)
	if (child->is_old && (lowest < 0 || child->number < lowest))
		lowest = child->number;
	return lowest;
}

static void tell(struct child *child, long now)
{
	if (child->told_at != 0)
		return;
	child->told_at = now;
	kill(child->pid, SIGTERM);
}

void children_tell_all(struct children *children, long now)
{
	EACH(child, children)
	tell(child, now);
}

void children_tell_old(struct children *children, int number, long now)
{
	EACH(child, children)
	if (child->is_old && child->number == number)
		tell(child, now);
}

void children_kill_late(struct children *children, long before)
{
	EACH(child, children)
	{
		if (child->told_at == 0 || child->told_at > before)
			continue;
		log_warn(NULL, "worker_killed", "worker=%ld reason=\"it did not stop\"",
			 (long)child->pid);
		kill(child->pid, SIGKILL);
	}
}

const char *children_print(const struct children *children, const void *owner)
{
	char *text = mem_strdup(owner, "");

	EACH_CONST(child, children)
	text = mem_append(text, "%s%d:%ld", text[0] == '\0' ? "" : ",", child->number,
			  (long)child->pid);
	return text;
}

void children_parse(struct children *children, const char *text, long now)
{
	int place = 0;

	while (*text != '\0' && place < CHILDREN_MAX) {
		char *end;
		long number = strtol(text, &end, 10);
		long pid = *end == ':' ? strtol(end + 1, &end, 10) : 0;

		if (pid > 1)
			children->places[place++] =
				(struct child){ (pid_t)pid, (int)number, true, now, 0 };
		if (*end != ',')
			return;
		text = end + 1;
	}
}
