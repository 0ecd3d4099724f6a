/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "core/utf8.h"

size_t utf8_size(const char *p, const char *end)
{
	static const unsigned smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
	unsigned char first = (unsigned char)*p;
	size_t size = first < 0x80 ? 1 : first < 0xc0 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
	unsigned code;

	if (size <= 1 || first > 0xf4 || (size_t)(end - p) < size)
		return size == 1 ? 1 : 0;
	code = first & (0xffU >> (size + 1));
	for (size_t i = 1; i < size; i++) {
		if (((unsigned char)p[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | ((unsigned char)p[i] & 0x3f);
	}
	if (code < smallest[size] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
		return 0;
	return size;
}

bool utf8_is_text(const char *text, size_t len)
{
	const char *end = text + len;

	while (text < end) {
		size_t size = utf8_size(text, end);

		if (size == 0)
			return false;
		text += size;
	}
	return true;
}

size_t utf8_count(const char *text, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += ((unsigned char)text[i] & 0xc0) != 0x80;
	return n;
}
