/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "calls/site_calls.h"
#include "core/mem.h"
#include "ctl/answer.h"
#include "ctl/credential.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"
#include "ctl/secret_file.h"

static const struct column site_columns[] = {
	{ "site", "site", ALIGN_LEFT },
	{ "name", "name", ALIGN_LEFT },
	{ "zone", "zone", ALIGN_LEFT },
	{ "region", "region", ALIGN_LEFT },
	{ "cloud", "cloud", ALIGN_LEFT },
	{ "first day", "first_day", ALIGN_LEFT },
	{ 0 },
};

static enum problem has_site(struct ctl *ctl, const char *code, bool *found)
{
	const char *json;
	enum problem p = site_list(ctl->op, ctl->session, &json);

	*found = false;
	if (p != PROBLEM_NONE)
		return p;
	struct json_object *list = answer_parse(ctl->op, json);
	for (size_t i = 0; i < answer_length(list, "items"); i++) {
		const char *have = answer_text(answer_item(list, "items", i), "site");
		if (have != NULL && strcmp(have, code) == 0)
			*found = true;
	}
	return PROBLEM_NONE;
}

/*
 * The credential for a new site.  With a file it is there before the database knows of it,
 * so that a run killed anywhere is taken up by the next one with the same credential.
 */
static enum problem new_credential(struct ctl *ctl, const char *path, struct credential **out)
{
	enum problem p = PROBLEM_NONE;

	*out = NULL;
	if (path != NULL)
		p = credential_load(ctl, path, out);
	if (p != PROBLEM_NONE || *out != NULL)
		return p;
	*out = credential_make(ctl->op);
	return path != NULL ? credential_store(ctl, path, *out, false) : PROBLEM_NONE;
}

static enum problem say_created(struct ctl *ctl, const char *json, const char *path,
				const struct credential *credential)
{
	const char *code = ctl_word(ctl, 0);
	struct json_object *answer = answer_parse(ctl->op, json);
	bool created = answer_is_true(answer, "created");

	if (created && path == NULL && ctl->args->json && answer != NULL)
		json_object_object_add(answer, "credential",
				       json_object_new_string(credential->text));
	ctl_print_object(
		ctl, answer != NULL ? answer_line(answer) : json,
		mem_printf(ctl->op,
			   created ? "Site %s is made."
				   : "Site %s is there already and the same: nothing to do.",
			   code),
		site_columns);
	if (ctl->args->json)
		return PROBLEM_NONE;
	if (created && path == NULL)
		fprintf(ctl->out, "  credential (shown this once): %s\n", credential->text);
	else if (created)
		fprintf(ctl->out, "  its credential is in %s\n", path);
	return PROBLEM_NONE;
}

static enum problem create(struct ctl *ctl)
{
	const char *path = ctl_option(ctl, "credential-file");
	struct credential *credential;
	bool found;
	const char *json;
	enum problem p = has_site(ctl, ctl_word(ctl, 0), &found);

	if (p != PROBLEM_NONE)
		return p;
	bool had_file = path != NULL && access(path, F_OK) == 0;
	bool lost = found && path != NULL && !had_file;
	/* A site that is there gets no other credential: the database ignores the one made here. */
	p = new_credential(ctl, lost ? NULL : path, &credential);
	if (p != PROBLEM_NONE)
		return p;
	const struct site_new site = {
		.code = ctl_word(ctl, 0),
		.name = ctl_option(ctl, "name"),
		.zone = ctl_option(ctl, "zone"),
		.region = ctl_option(ctl, "region"),
		.cloud = ctl_option(ctl, "cloud"),
		.credential_hash = credential->hash,
	};
	p = site_create(ctl->op, ctl->session, &site, &json);
	if (p == PROBLEM_INTERNAL && had_file)
		ctl->op->detail = mem_printf(ctl->op,
					     "%s was there already: if it holds another site's "
					     "credential, name another file",
					     path);
	if (path != NULL && !had_file && !lost)
		secret_file_undo(path, p);
	if (p != PROBLEM_NONE)
		return p;
	p = say_created(ctl, json, path, credential);
	if (p == PROBLEM_NONE && lost)
		return ctl_refuse(
			ctl,
			"%s is missing and the credential of %s cannot be read back; make a "
			"new one: bcctl site credential %s --credential-file %s",
			path, site.code, site.code, path);
	return p;
}

/*
 * A credential waits in FILE.new until the database knows it and then takes FILE's place:
 * killed between the two, the next run finds it there and ends what was begun.
 */
static enum problem add_credential(struct ctl *ctl)
{
	const char *path = ctl_option(ctl, "credential-file");
	const char *waiting = path != NULL ? mem_printf(ctl->op, "%s.new", path) : NULL;
	struct credential *credential;
	const char *json;
	enum problem p = new_credential(ctl, waiting, &credential);

	if (p != PROBLEM_NONE)
		return p;
	p = site_add_credential(ctl->op, ctl->session, ctl_word(ctl, 0), credential->hash,
				ctl_option_or(ctl, "reason", "new credential"), &json);
	if (waiting != NULL)
		secret_file_undo(waiting, p);
	if (p != PROBLEM_NONE)
		return p;
	if (path != NULL) {
		p = credential_store(ctl, path, credential, true);
		if (p != PROBLEM_NONE)
			return p;
		unlink(waiting);
	}
	struct json_object *answer = answer_parse(ctl->op, json);
	if (path == NULL && ctl->args->json && answer != NULL)
		json_object_object_add(answer, "credential",
				       json_object_new_string(credential->text));
	ctl_print_object(ctl, answer != NULL ? answer_line(answer) : json,
			 mem_printf(ctl->op, "Site %s has a new credential.", ctl_word(ctl, 0)),
			 site_columns);
	if (path == NULL && !ctl->args->json)
		fprintf(ctl->out, "  credential (shown this once): %s\n", credential->text);
	else if (!ctl->args->json)
		fprintf(ctl->out, "  it is in %s\n", path);
	return PROBLEM_NONE;
}

static enum problem page(struct ctl *ctl, const char *cursor, const char **json)
{
	(void)cursor; /* all sites are on one page */
	return site_list(ctl->op, ctl->session, json);
}

static enum problem list(struct ctl *ctl)
{
	return ctl_print_list(ctl, page, site_columns, "There are no sites.");
}

static const struct word_row code_word[] = {
	{ "CODE", VALUE_CODE, REQUIRED, "code of the site" },
	{ 0 },
};

static const struct option_row create_options[] = {
	{ "name", VALUE_TEXT, "NAME", REQUIRED, "what people call it" },
	{ "zone", VALUE_TEXT, "ZONE", REQUIRED, "IANA time zone of its billing days" },
	{ "region", VALUE_TEXT, "REGION", REQUIRED, "CN or INT: region of its prices" },
	{ "cloud", VALUE_TEXT, "CLOUD", OPTIONAL, "alibaba or aws: the cloud that runs it" },
	{ "credential-file", VALUE_FILE, "FILE", OPTIONAL,
	  "keep the credential there (mode 0600) instead of showing it" },
	{ 0 },
};

static const struct option_row credential_options[] = {
	{ "credential-file", VALUE_FILE, "FILE", OPTIONAL,
	  "keep the credential there (mode 0600) instead of showing it" },
	{ "reason", VALUE_TEXT, "TEXT", OPTIONAL, "for the audit log" },
	{ 0 },
};

static const struct command commands[] = {
	{ "create", NEEDS_OPERATOR, code_word, create_options, "Make a site and its credential",
	  "Its first billing day is the local day of the clock. Made again just the same it stays\n"
	  "as it is; a credential that FILE holds already is used, so a run may be repeated.",
	  create },
	{ "credential", NEEDS_OPERATOR, code_word, credential_options,
	  "Give a site a new credential", NULL, add_credential },
	{ "list", NEEDS_OPERATOR, NULL, NULL, "List the sites", NULL, list },
	{ 0 },
};

const struct command_group site_group = { "site", "Deployments of the product that send usage",
					  commands };
