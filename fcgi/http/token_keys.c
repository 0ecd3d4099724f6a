/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "http/token_keys.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/mem.h"

#define FILE_SIZE 16384
#define SPACE	  " \t\r\n"

/* The next word of a line, ended by a NUL; "" at the end. */
static char *next_word(char **rest)
{
	char *word = *rest + strspn(*rest, SPACE);
	char *end = word + strcspn(word, SPACE);

	*rest = *end == '\0' ? end : end + 1;
	*end = '\0';
	return word;
}

static bool is_known(const struct token_keys *keys, const char *kid)
{
	for (int i = 0; i < keys->n; i++)
		if (strcmp(keys->keys[i].kid, kid) == 0)
			return true;
	return false;
}

/* What is wrong with the line, or NULL; an empty one is passed over. */
static const char *take_line(struct token_keys *keys, char *line)
{
	char *kid = next_word(&line), *alg = next_word(&line), *secret = next_word(&line);
	struct token_key *key;

	if (kid[0] == '\0' || kid[0] == '#')
		return NULL;
	if (secret[0] == '\0' || next_word(&line)[0] != '\0')
		return "a line is KID HS256 BASE64SECRET";
	if (!req_is_id(kid))
		return "a KID has 1 to 64 letters, digits, '.', '_' or '-'";
	if (is_known(keys, kid))
		return "the KID stands there already";
	if (strcmp(alg, "HS256") != 0)
		return "the algorithm must be HS256";
	if (keys->n == TOKEN_KEYS_MAX)
		return "there are more than 16 keys";
	key = &keys->keys[keys->n];
	if (sodium_base642bin(key->secret, sizeof(key->secret), secret, strlen(secret), NULL,
			      &key->size, NULL, sodium_base64_VARIANT_ORIGINAL) != 0 ||
	    key->size < TOKEN_SECRET_MIN)
		return "the secret must be 32 to 256 bytes in base64";
	snprintf(key->kid, sizeof(key->kid), "%s", kid);
	key->alg = JWT_ALG_HS256;
	keys->n++;
	return NULL;
}

/* What is wrong, or NULL; number becomes the line's. */
static const char *take_lines(struct token_keys *keys, char *text, int *number)
{
	const char *fault = NULL;

	while (fault == NULL && *text != '\0') {
		char *line = text;

		text += strcspn(text, "\n");
		if (*text != '\0')
			*text++ = '\0';
		++*number;
		fault = take_line(keys, line);
	}
	return fault != NULL || keys->n > 0 ? fault : "it has no key";
}

/* What is wrong, or NULL.  By read, so that there is no other copy of the secrets to overwrite. */
static const char *read_text(int fd, char *text)
{
	struct stat status;
	size_t used = 0;
	ssize_t n;

	while ((n = read(fd, text + used, FILE_SIZE - used)) != 0) {
		if (n < 0 && errno != EINTR)
			return strerror(errno);
		if (n > 0)
			used += (size_t)n;
	}
	if (used == FILE_SIZE)
		return "it is too long";
	text[used] = '\0';
	if (strlen(text) != used)
		return "it is no text";
	if (fstat(fd, &status) != 0)
		return strerror(errno);
	if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
		return "it is open to others than its owner: chmod 600";
	return NULL;
}

static int forget(struct token_keys *keys)
{
	sodium_memzero(keys, sizeof(*keys));
	return 0;
}

struct token_keys *token_keys_load(const void *owner, const char *path, const char **fault)
{
	struct token_keys *keys = mem_zero(owner, struct token_keys);
	char text[FILE_SIZE] = "";
	int fd = open(path, O_RDONLY | O_CLOEXEC), number = 0;
	const char *what = fd < 0 ? strerror(errno) : read_text(fd, text);

	talloc_set_destructor(keys, forget);
	if (fd >= 0)
		close(fd);
	if (what != NULL) {
		*fault = mem_printf(owner, "%s: %s", path, what);
	} else {
		what = take_lines(keys, text, &number);
		if (what != NULL)
			*fault = mem_printf(owner, "%s:%d: %s", path, number, what);
	}
	sodium_memzero(text, sizeof(text));
	if (what == NULL)
		return keys;
	talloc_free(keys);
	return NULL;
}
