/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <sodium.h>

#include "calls/member_calls.h"
#include "core/mem.h"
#include "core/password.h"
#include "core/utf8.h"
#include "ctl/answer.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"
#include "ctl/secret_file.h"

#define RANDOM_BYTES 24
#define VARIANT	     sodium_base64_VARIANT_URLSAFE_NO_PADDING

static const struct column member_columns[] = {
	{ "login", "login", ALIGN_LEFT },     { "name", "name", ALIGN_LEFT },
	{ "account", "account", ALIGN_LEFT }, { "role", "role", ALIGN_LEFT },
	{ "state", "state", ALIGN_LEFT },     { 0 },
};

static const char *random_password(const void *owner)
{
	unsigned char bytes[RANDOM_BYTES];
	size_t room = sodium_base64_ENCODED_LEN(RANDOM_BYTES, VARIANT);
	char *text = mem_array(owner, char, room);

	randombytes_buf(bytes, sizeof(bytes));
	sodium_bin2base64(text, room, bytes, sizeof(bytes), VARIANT);
	sodium_memzero(bytes, sizeof(bytes));
	return text;
}

/* The file's first line; *password is NULL when there is no such file. */
static enum problem load_password(struct ctl *ctl, const char *path, const char **password)
{
	const char *text;
	enum problem p = secret_file_read(ctl, path, &text);

	*password = NULL;
	if (p != PROBLEM_NONE || text == NULL)
		return p;
	size_t length = strcspn(text, "\r\n");
	size_t n = utf8_is_text(text, length) ? utf8_count(text, length) : 0;
	if (n < PASSWORD_MIN || n > PASSWORD_MAX)
		return ctl_refuse(ctl,
				  "the first line of %s must be a password of %d to %d characters",
				  path, PASSWORD_MIN, PASSWORD_MAX);
	*password = mem_strndup(ctl->op, text, length);
	password_wipe((char *)text);
	return PROBLEM_NONE;
}

/* The hash of the file's password; where there is no file, of a new one that is put there. */
static enum problem take_password(struct ctl *ctl, const char *path, const char **hash)
{
	const char *password;
	enum problem p = load_password(ctl, path, &password);

	if (p == PROBLEM_NONE && password == NULL) {
		password = random_password(ctl->op);
		p = secret_file_write(ctl, path, password, false);
	}
	if (p != PROBLEM_NONE)
		return p;
	*hash = password_hash(ctl->op, password);
	password_wipe((char *)password);
	return PROBLEM_NONE;
}

static enum problem has_member(struct ctl *ctl, const struct member_new *member, bool *found)
{
	const char *json;
	enum problem p = member_list(ctl->op, ctl->session, member->account, &json);

	*found = false;
	if (p != PROBLEM_NONE)
		return p;
	struct json_object *list = answer_parse(ctl->op, json);
	for (size_t i = 0; i < answer_length(list, "items"); i++) {
		const char *have = answer_text(answer_item(list, "items", i), "login");
		if (have != NULL && strcasecmp(have, member->login) == 0)
			*found = true;
	}
	return PROBLEM_NONE;
}

static void say_created(struct ctl *ctl, const char *json, const char *path)
{
	bool created = answer_is_true(answer_parse(ctl->op, json), "created");

	ctl_print_object(ctl, json,
			 mem_printf(ctl->op,
				    created ? "Member %s is made."
					    : "Member %s is there already and the same: nothing "
					      "to do.",
				    ctl_word(ctl, 0)),
			 member_columns);
	if (created && !ctl->args->json)
		fprintf(ctl->out, "  the password is in %s\n", path);
}

static enum problem create(struct ctl *ctl)
{
	const char *path = ctl_option(ctl, "password-file");
	struct member_new member = {
		.account = ctl_option(ctl, "account"),
		.login = ctl_word(ctl, 0),
		.name = ctl_option(ctl, "name"),
		.role = ctl_option(ctl, "role"),
		.reason = ctl_option(ctl, "reason"),
	};
	bool lost = false, had_file = access(path, F_OK) == 0;
	const char *json;
	/* Who is there keeps the password: none is made up that would fit nobody. */
	enum problem p = had_file ? PROBLEM_NONE : has_member(ctl, &member, &lost);

	if (p != PROBLEM_NONE)
		return p;
	if (lost)
		member.password_hash = password_hash(ctl->op, random_password(ctl->op));
	else
		p = take_password(ctl, path, &member.password_hash);
	if (p != PROBLEM_NONE)
		return p;
	p = member_create(ctl->op, ctl->session, &member, &json);
	if (!had_file && !lost)
		secret_file_undo(path, p);
	if (p != PROBLEM_NONE)
		return p;
	say_created(ctl, json, path);
	if (lost)
		return ctl_refuse(ctl,
				  "%s is missing and the password of %s cannot be read back; set a "
				  "new one: bcctl member password %s --password-file %s --reason "
				  "TEXT",
				  path, member.login, member.login, path);
	return PROBLEM_NONE;
}

/*
 * With --replace the new password waits in FILE.new until the database knows it and then takes
 * FILE's place: killed between the two, the next run finds it there and ends what was begun.
 */
static enum problem set_password(struct ctl *ctl)
{
	const char *path = ctl_option(ctl, "password-file");
	bool is_replaced = ctl_has(ctl, "replace");
	const char *used = is_replaced ? mem_printf(ctl->op, "%s.new", path) : path;
	bool had_file = access(used, F_OK) == 0;
	const char *hash, *json;
	enum problem p = take_password(ctl, used, &hash);

	if (p != PROBLEM_NONE)
		return p;
	p = member_set_password(ctl->op, ctl->session, ctl_word(ctl, 0), hash,
				ctl_option(ctl, "reason"), &json);
	if (!had_file)
		secret_file_undo(used, p);
	if (p != PROBLEM_NONE)
		return p;
	if (is_replaced && rename(used, path) != 0)
		return ctl_refuse(ctl, "the new password is in %s: %s cannot be replaced", used,
				  path);
	ctl_print_object(ctl, json,
			 mem_printf(ctl->op, "Member %s has a new password; all sessions ended.",
				    ctl_word(ctl, 0)),
			 member_columns);
	if (!ctl->args->json)
		fprintf(ctl->out, "  it is in %s\n", path);
	return PROBLEM_NONE;
}

static enum problem set_state(struct ctl *ctl, const char *state, const char *done)
{
	const char *json;
	enum problem p = member_set_state(ctl->op, ctl->session, ctl_word(ctl, 0), state,
					  ctl_option(ctl, "reason"), &json);

	if (p != PROBLEM_NONE)
		return p;
	ctl_print_object(ctl, json, mem_printf(ctl->op, "Member %s %s.", ctl_word(ctl, 0), done),
			 member_columns);
	return PROBLEM_NONE;
}

static enum problem disable(struct ctl *ctl)
{
	return set_state(ctl, "disabled", "cannot sign in any more; all sessions ended");
}

static enum problem enable(struct ctl *ctl)
{
	return set_state(ctl, "active", "can sign in");
}

static enum problem page(struct ctl *ctl, const char *cursor, const char **json)
{
	(void)cursor; /* all members are on one page */
	return member_list(ctl->op, ctl->session, ctl_option(ctl, "account"), json);
}

static enum problem list(struct ctl *ctl)
{
	return ctl_print_list(ctl, page, member_columns, "There are no members.");
}

static const struct word_row login_word[] = {
	{ "LOGIN", VALUE_TEXT, REQUIRED, "e-mail address to sign in with" },
	{ 0 },
};

#define REASON_OPTION                                                                              \
	{                                                                                          \
		"reason", VALUE_TEXT, "TEXT", REQUIRED, "for the audit log"                        \
	}
#define FILE_OPTION                                                                                \
	{                                                                                          \
		"password-file", VALUE_FILE, "FILE", REQUIRED, "where the password is (mode 0600)" \
	}
#define NOTE_FILE                                                                                  \
	"The first line of FILE is the password, 12 to 256 characters; where there is no such\n"   \
	"file, a password is made up and kept there. Passwords are never shown."

static const struct option_row create_options[] = {
	{ "account", VALUE_CODE, "ACCOUNT", REQUIRED, "the account that is theirs to see" },
	{ "role", VALUE_TEXT, "ROLE", REQUIRED, "owner, finance or viewer" },
	{ "name", VALUE_TEXT, "NAME", REQUIRED, "what people call them" },
	FILE_OPTION,
	REASON_OPTION,
	{ 0 },
};

static const struct option_row password_options[] = {
	FILE_OPTION,
	{ "replace", VALUE_FLAG, NULL, OPTIONAL,
	  "make up a new one, whatever the file holds, and keep it there" },
	REASON_OPTION,
	{ 0 },
};

static const struct option_row reason_options[] = {
	REASON_OPTION,
	{ 0 },
};

static const struct option_row list_options[] = {
	{ "account", VALUE_CODE, "ACCOUNT", OPTIONAL, "only those of this account" },
	{ 0 },
};

static const struct command commands[] = {
	{ "create", NEEDS_OPERATOR, login_word, create_options,
	  "Make a member of an account, who signs in to the console",
	  NOTE_FILE "\nMade again just the same they stay as they are, the password too.", create },
	{ "list", NEEDS_OPERATOR, NULL, list_options, "List the members", NULL, list },
	{ "password", NEEDS_OPERATOR, login_word, password_options,
	  "Give a member another password and end all sessions", NOTE_FILE, set_password },
	{ "disable", NEEDS_OPERATOR, login_word, reason_options,
	  "Let a member sign in no more and end all sessions", NULL, disable },
	{ "enable", NEEDS_OPERATOR, login_word, reason_options,
	  "Let a disabled member sign in again", NULL, enable },
	{ 0 },
};

const struct command_group member_group = { "member", "People who sign in for an account",
					    commands };
