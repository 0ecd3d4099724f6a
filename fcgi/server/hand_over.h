/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

/* Descriptors of connections through a pair of AF_UNIX SOCK_SEQPACKET sockets. */

/* Send fd to whoever reads the other end; the caller closes its own.  False when it can't be. */
bool hand_over_give(int through, int fd);

/* A descriptor that was sent; -1 with errno EAGAIN when there is none. */
int hand_over_take(int through);
