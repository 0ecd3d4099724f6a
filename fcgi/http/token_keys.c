/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "http/token_keys.h"

#include <errno.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/mem.h"

#define LINE_MAX_BYTES 1024
#define SPACE	       " \t\r\n"

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
static const char *take_file(struct token_keys *keys, FILE *file, int *number)
{
	char line[LINE_MAX_BYTES];
	const char *fault = NULL;

	while (fault == NULL && fgets(line, sizeof(line), file) != NULL) {
		++*number;
		fault = strlen(line) == sizeof(line) - 1 ? "the line is too long"
							 : take_line(keys, line);
	}
	sodium_memzero(line, sizeof(line));
	if (fault == NULL && ferror(file) != 0)
		return strerror(errno);
	return fault != NULL || keys->n > 0 ? fault : "it has no key";
}

static int forget(struct token_keys *keys)
{
	sodium_memzero(keys, sizeof(*keys));
	return 0;
}

struct token_keys *token_keys_load(const void *owner, const char *path, const char **fault)
{
	struct token_keys *keys = mem_zero(owner, struct token_keys);
	FILE *file = fopen(path, "re");
	const char *what;
	int number = 0;

	talloc_set_destructor(keys, forget);
	if (file == NULL) {
		*fault = mem_printf(owner, "%s: %s", path, strerror(errno));
		return NULL;
	}
	what = take_file(keys, file, &number);
	fclose(file);
	if (what == NULL)
		return keys;
	*fault = mem_printf(owner, "%s:%d: %s", path, number, what);
	talloc_free(keys);
	return NULL;
}
