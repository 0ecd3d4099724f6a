/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <string.h>

#include <json-c/json.h>
#include <sodium.h>

#include "core/mem.h"
#include "ctl/ctl.h"

const char *ctl_word(const struct ctl *ctl, int i)
{
	return ctl->args->words[i];
}

const char *ctl_option(const struct ctl *ctl, const char *name)
{
	return args_option(ctl->args, name);
}

bool ctl_has(const struct ctl *ctl, const char *name)
{
	return ctl_option(ctl, name) != NULL;
}

const char *ctl_option_or(const struct ctl *ctl, const char *name, const char *otherwise)
{
	const char *value = ctl_option(ctl, name);

	return value != NULL ? value : otherwise;
}

const char *ctl_pairs(struct ctl *ctl, const char *name)
{
	const char *const *pairs = args_options(ctl->args, name);

	if (pairs[0] == NULL)
		return NULL;
	struct json_object *obj = json_object_new_object();
	for (; *pairs != NULL; pairs++) {
		const char *equals = strchr(*pairs, '=');
		const char *key = mem_strndup(ctl->op, *pairs, (size_t)(equals - *pairs));
		json_object_object_add(obj, key, json_object_new_string(equals + 1));
	}
	const char *text = mem_strdup(ctl->op, json_object_to_json_string(obj));
	json_object_put(obj);
	return text;
}

const char *ctl_request_key(struct ctl *ctl)
{
	unsigned char b[16];
	char hex[2 * sizeof(b) + 1];
	const char *given = ctl_option(ctl, "key");

	if (given != NULL)
		return given;
	randombytes_buf(b, sizeof(b));
	b[6] = (unsigned char)((b[6] & 0x0f) | 0x40); /* version 4 */
	b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
	sodium_bin2hex(hex, sizeof(hex), b, sizeof(b));
	ctl->key = mem_printf(ctl->op, "%.8s-%.4s-%.4s-%.4s-%s", hex, hex + 8, hex + 12, hex + 16,
			      hex + 20);
	return ctl->key;
}
