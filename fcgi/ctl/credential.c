/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/credential.h"

#include <string.h>

#include <sodium.h>

#include "core/mem.h"
#include "core/file.h"
#include "ctl/secret_file.h"

#define PREFIX	     "bcs_"
#define SECRET_BYTES 32
#define VARIANT	     sodium_base64_VARIANT_URLSAFE_NO_PADDING
#define SPACE	     " \t\r\n"

static struct credential *credential_of(const void *owner, const char *text)
{
	struct credential *credential = mem_zero(owner, struct credential);

	credential->text = mem_strdup(credential, text);
	credential->hash =
		mem_printf(credential, "\\x%s", file_sha256(credential, text, strlen(text)));
	return credential;
}

struct credential *credential_make(const void *owner)
{
	unsigned char secret[SECRET_BYTES];
	char text[sizeof(PREFIX) + sodium_base64_ENCODED_LEN(SECRET_BYTES, VARIANT)] = PREFIX;

	randombytes_buf(secret, sizeof(secret));
	sodium_bin2base64(text + strlen(PREFIX), sizeof(text) - strlen(PREFIX), secret,
			  sizeof(secret), VARIANT);
	struct credential *credential = credential_of(owner, text);
	sodium_memzero(secret, sizeof(secret));
	sodium_memzero(text, sizeof(text));
	return credential;
}

struct credential *credential_read(const void *owner, const char *text)
{
	unsigned char secret[SECRET_BYTES];
	size_t size;

	text += strspn(text, SPACE);
	size_t length = strcspn(text, SPACE);
	if (text[length + strspn(text + length, SPACE)] != '\0' ||
	    strncmp(text, PREFIX, strlen(PREFIX)) != 0)
		return NULL;
	const char *word = mem_strndup(owner, text, length);
	if (sodium_base642bin(secret, sizeof(secret), word + strlen(PREFIX),
			      length - strlen(PREFIX), NULL, &size, NULL, VARIANT) != 0 ||
	    size != sizeof(secret))
		return NULL;
	sodium_memzero(secret, sizeof(secret));
	return credential_of(owner, word);
}

enum problem credential_load(struct ctl *ctl, const char *path, struct credential **credential)
{
	const char *text;
	enum problem p = secret_file_read(ctl, path, &text);

	*credential = NULL;
	if (p != PROBLEM_NONE || text == NULL)
		return p;
	*credential = credential_read(ctl->op, text);
	if (*credential == NULL)
		return ctl_refuse(
			ctl,
			"%s holds no site credential (bcs_ and 43 characters): name another "
			"file or remove it",
			path);
	return PROBLEM_NONE;
}

enum problem credential_store(struct ctl *ctl, const char *path,
			      const struct credential *credential, bool replace)
{
	return secret_file_write(ctl, path, credential->text, replace);
}
