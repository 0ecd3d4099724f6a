/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

/*
 * Keeps requests that wait for one another's account locks from taking all threads of a pool:
 * at most half of them (but one) run such a request, and at most two for one account.
 */
struct bulkhead;

enum { BULKHEAD_PER_ACCOUNT = 2 };

/* For a pool of n_threads; owned by owner. */
struct bulkhead *bulkhead_new(const void *owner, int n_threads);

/* Take a place for the account; false at once when there is none.  Thread safe. */
bool bulkhead_enter(struct bulkhead *bulkhead, const char *account);

/* Give back the place taken for the same account. */
void bulkhead_leave(struct bulkhead *bulkhead, const char *account);
