/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/digest_text.h"

#include <stdbool.h>
#include <string.h>

#include "core/mem.h"

/* The next line without its end; NULL when there is none that is ended. */
static char *next_line(char **rest)
{
	char *line = *rest, *end = strchr(line, '\n');

	if (end == NULL)
		return NULL;
	*end = '\0';
	*rest = end + 1;
	return line;
}

/* What follows the word and a blank at the beginning of the next line, or NULL. */
static char *take(char **rest, const char *word)
{
	char *line = next_line(rest);
	size_t n = strlen(word);

	return line != NULL && strncmp(line, word, n) == 0 && line[n] == ' ' ? line + n + 1 : NULL;
}

static bool is_number(const char *text)
{
	return text[0] >= '1' && text[0] <= '9' && strspn(text, "0123456789") == strlen(text) &&
	       strlen(text) <= 18;
}

static bool take_blocks(char **rest, struct digest_text *out)
{
	char *numbers = take(rest, "blocks");
	char *blank = numbers == NULL ? NULL : strchr(numbers, ' ');

	if (blank == NULL)
		return false;
	*blank = '\0';
	out->first = numbers;
	out->last = blank + 1;
	return is_number(out->first) && is_number(out->last);
}

const char *digest_text_read(const void *owner, char *text, struct digest_text *out)
{
	size_t room = 64;

	*out = (struct digest_text){ 0 };
	const char *version = take(&text, "billing-center");
	if (version == NULL || strcmp(version, "digests 1") != 0)
		return "it is no digest file of version 1";
	out->day = take(&text, "day");
	out->previous = take(&text, "previous");
	if (out->day == NULL || out->previous == NULL)
		return "it does not say its day and the file before";
	if (!take_blocks(&text, out))
		return "it does not say its blocks";
	out->after = take(&text, "after");
	if (out->after == NULL)
		return "it does not say the digest before";
	out->blocks = mem_array(owner, const char *, room);
	while (*text != '\0') {
		char *line = next_line(&text);
		if (line == NULL || strncmp(line, "block ", 6) != 0)
			return "it has a line that is no block";
		if (out->n == room)
			out->blocks =
				mem_grow(owner, out->blocks, const char *, (unsigned)(room *= 2));
		out->blocks[out->n++] = line;
	}
	return NULL;
}
