/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "http/refresh.h"

#include <sodium.h>
#include <string.h>

#include "core/mem.h"

#define TOKEN_BYTES 32
#define VARIANT	    sodium_base64_VARIANT_URLSAFE_NO_PADDING
#define NAME_LEN    (sizeof(REFRESH_COOKIE "=") - 1)

const char *refresh_make(struct req *req)
{
	unsigned char bytes[TOKEN_BYTES];
	char *token = mem_array(req, char, REFRESH_LENGTH + 1);

	randombytes_buf(bytes, sizeof(bytes));
	sodium_bin2base64(token, REFRESH_LENGTH + 1, bytes, sizeof(bytes), VARIANT);
	sodium_memzero(bytes, sizeof(bytes));
	return token;
}

static bool is_token(const char *text, size_t len)
{
	static const char chars[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-_";

	return len == REFRESH_LENGTH && strspn(text, chars) >= len;
}

const char *refresh_read(const void *owner, const char *header)
{
	const char *found = NULL;

	while (header != NULL && *header != '\0') {
		size_t len;

		header += strspn(header, "; ");
		len = strcspn(header, ";");
		if (strncmp(header, REFRESH_COOKIE "=", NAME_LEN) == 0) {
			if (found != NULL || !is_token(header + NAME_LEN, len - NAME_LEN))
				return NULL;
			found = header + NAME_LEN;
		}
		header += len;
	}
	return found == NULL ? NULL : mem_strndup(owner, found, REFRESH_LENGTH);
}

void refresh_set_cookie(struct req *req, const char *token, const char *seconds)
{
	const char *https = req_param(req, "HTTPS");
	bool is_secure = https != NULL && strcmp(https, "on") == 0;

	req_add_header(req, "Set-Cookie",
		       REFRESH_COOKIE "=%s; Path=/v1/session; Max-Age=%s; HttpOnly; "
				      "SameSite=Strict%s",
		       token, seconds, is_secure ? "; Secure" : "");
}

void refresh_clear_cookie(struct req *req)
{
	refresh_set_cookie(req, "", "0");
}
