/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "http/bulkhead.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

#include "core/mem.h"

/* Longer keys share a place with what begins alike; ids are far shorter. */
#define KEY_SIZE 129

struct bulkhead {
	pthread_mutex_t lock;
	int n_places;
	char (*keys)[KEY_SIZE]; /* n_places of them; "" is free */
};

static int bulkhead_release(struct bulkhead *bulkhead)
{
	pthread_mutex_destroy(&bulkhead->lock);
	return 0;
}

struct bulkhead *bulkhead_new(const void *owner, int n_threads)
{
	struct bulkhead *bulkhead = mem_zero(owner, struct bulkhead);

	bulkhead->n_places = n_threads < 2 ? 1 : n_threads / 2;
	bulkhead->keys = mem_check(
		talloc_zero_size(bulkhead, (size_t)bulkhead->n_places * sizeof(*bulkhead->keys)));
	pthread_mutex_init(&bulkhead->lock, NULL);
	talloc_set_destructor(bulkhead, bulkhead_release);
	return bulkhead;
}

static bool is_same(const char *place, const char *account)
{
	return place[0] != '\0' && strncmp(place, account, KEY_SIZE - 1) == 0;
}

bool bulkhead_enter(struct bulkhead *bulkhead, const char *account)
{
	char *place = NULL;
	int n_same = 0;

	assert(account != NULL && account[0] != '\0');
	pthread_mutex_lock(&bulkhead->lock);
	for (int i = 0; i < bulkhead->n_places; i++) {
		if (bulkhead->keys[i][0] == '\0')
			place = bulkhead->keys[i];
		n_same += is_same(bulkhead->keys[i], account);
	}
	if (n_same >= BULKHEAD_PER_ACCOUNT)
		place = NULL;
	if (place != NULL) {
		size_t len = strnlen(account, KEY_SIZE - 1);

		memcpy(place, account, len);
		place[len] = '\0';
	}
	pthread_mutex_unlock(&bulkhead->lock);
	return place != NULL;
}

void bulkhead_leave(struct bulkhead *bulkhead, const char *account)
{
	pthread_mutex_lock(&bulkhead->lock);
	for (int i = 0; i < bulkhead->n_places; i++) {
		if (is_same(bulkhead->keys[i], account)) {
			bulkhead->keys[i][0] = '\0';
			break;
		}
	}
	pthread_mutex_unlock(&bulkhead->lock);
}
