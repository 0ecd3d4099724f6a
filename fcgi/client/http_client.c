/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "client/http_client.h"

#include <stdlib.h>
#include <string.h>

#include <curl/curl.h>

#include "core/mem.h"

#define CONNECT_TIMEOUT_MS 2000L
#define MAX_ANSWER	   (16 * 1024 * 1024)

struct http_client {
	CURL *curl;
	long timeout_seconds;
};

struct buffer {
	const void *owner;
	char *bytes;
	size_t used, room;
};

static int client_release(struct http_client *client)
{
	curl_easy_cleanup(client->curl);
	curl_global_cleanup();
	return 0;
}

struct http_client *http_client_new(const void *owner, long timeout_seconds)
{
	struct http_client *client = mem_zero(owner, struct http_client);

	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		abort();
	client->curl = mem_check(curl_easy_init());
	client->timeout_seconds = timeout_seconds;
	talloc_set_destructor(client, client_release);
	return client;
}

static size_t take(char *bytes, size_t one, size_t n, void *arg)
{
	struct buffer *buffer = arg;

	(void)one;
	if (buffer->used + n > MAX_ANSWER)
		return 0;
	if (buffer->used + n + 1 > buffer->room) {
		buffer->room = (buffer->used + n + 1) * 2;
		buffer->bytes =
			mem_grow(buffer->owner, buffer->bytes, char, (unsigned)buffer->room);
	}
	memcpy(buffer->bytes + buffer->used, bytes, n);
	buffer->used += n;
	buffer->bytes[buffer->used] = '\0';
	return n;
}

static void slist_release(void *list)
{
	curl_slist_free_all(list);
}

static struct curl_slist *headers(const void *owner, const struct http_post *post)
{
	const char *type = mem_printf(owner, "Content-Type: %s", post->content_type);
	/* without it curl waits a second for "100 Continue" before a large body */
	struct curl_slist *list = mem_check(curl_slist_append(NULL, "Expect:"));

	mem_check(curl_slist_append(list, type));
	mem_check(curl_slist_append(list, "Accept: application/json"));
	return mem_own(owner, list, slist_release);
}

static void set_options(struct http_client *client, const void *owner, const struct http_post *post)
{
	CURL *curl = client->curl;

	curl_easy_reset(curl); /* keeps the open connection */
	curl_easy_setopt(curl, CURLOPT_URL, post->url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_TIMEOUT_MS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, client->timeout_seconds);
	curl_easy_setopt(curl, CURLOPT_USERAGENT, PACKAGE_NAME "/" PACKAGE_VERSION);
	curl_easy_setopt(curl, CURLOPT_POST, 1L);
	curl_easy_setopt(curl, CURLOPT_POSTFIELDS, post->body);
	curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)post->size);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers(owner, post));
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
	if (post->bearer != NULL) {
		curl_easy_setopt(curl, CURLOPT_HTTPAUTH, (long)CURLAUTH_BEARER);
		curl_easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, post->bearer);
	}
}

void http_client_post(struct http_client *client, const void *owner, const struct http_post *post,
		      struct http_answer *answer)
{
	struct buffer buffer = { .owner = owner };
	char why[CURL_ERROR_SIZE] = "";
	curl_off_t retry_after = 0;

	*answer = (struct http_answer){ .body = "" };
	set_options(client, owner, post);
	curl_easy_setopt(client->curl, CURLOPT_WRITEDATA, &buffer);
	curl_easy_setopt(client->curl, CURLOPT_ERRORBUFFER, why);
	CURLcode code = curl_easy_perform(client->curl);
	curl_easy_setopt(client->curl, CURLOPT_ERRORBUFFER, NULL); /* why ends with this call */
	if (code != CURLE_OK) {
		answer->fault = mem_strdup(owner, why[0] != '\0' ? why : curl_easy_strerror(code));
		return;
	}
	curl_easy_getinfo(client->curl, CURLINFO_RESPONSE_CODE, &answer->status);
	curl_easy_getinfo(client->curl, CURLINFO_RETRY_AFTER, &retry_after);
	answer->retry_after = retry_after > 0 && retry_after < 3600 ? (unsigned)retry_after : 0;
	if (buffer.bytes != NULL)
		answer->body = buffer.bytes;
}
