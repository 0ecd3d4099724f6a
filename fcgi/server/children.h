/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

/* The processes a master has; old ones were started before its last exec. */
struct child {
	pid_t pid; /* 0: a free place */
	int number;
	bool is_old;
	long started_at, told_at; /* milliseconds of the monotonic clock; 0: not told to stop */
};

enum { CHILDREN_MAX = 256 };

struct children {
	struct child places[CHILDREN_MAX];
};

void children_add(struct children *children, pid_t pid, int number, long now);
/* Take a child that ended out of the table; false when it is none of ours. */
bool children_take(struct children *children, pid_t pid, struct child *out);

int children_count(const struct children *children);
bool children_has_current(const struct children *children, int number);
bool children_has_old(const struct children *children, int number);
int children_lowest_old(const struct children *children); /* -1 when there are none */

/* Send SIGTERM to those that haven't got it yet. */
void children_tell_all(struct children *children, long now);
void children_tell_old(struct children *children, int number, long now);
/* Kill those that were told at `before` or earlier. */
void children_kill_late(struct children *children, long before);

/* As text for the process after an exec ("0:123,1:124"), owned by owner; and back, all as old. */
const char *children_print(const struct children *children, const void *owner);
void children_parse(struct children *children, const char *text, long now);
