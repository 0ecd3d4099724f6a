/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "core/uuid.h"

#include <ctype.h>
#include <stddef.h>

bool uuid_is_text(const char *text)
{
	static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
	size_t i = 0;

	if (text == NULL)
		return false;
	for (; form[i] != '\0'; i++)
		if (form[i] == '-' ? text[i] != '-' : !isxdigit((unsigned char)text[i]))
			return false;
	return text[i] == '\0';
}
