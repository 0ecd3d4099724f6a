/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "calls/digest_calls.h"
#include "core/digest_file.h"
#include "core/mem.h"
#include "core/sign_key.h"
#include "ctl/ctl.h"
#include "ctl/groups.h"

static enum problem key(struct ctl *ctl)
{
	const char *path = ctl_word(ctl, 0), *fault;

	if (!sign_key_make(ctl->op, path, &fault))
		return ctl_refuse(ctl, "cannot write %s", fault);
	fprintf(ctl->out, "Secret key in %s (BC_DIGEST_KEY_FILE), public key in %s.pub\n", path,
		path);
	return PROBLEM_NONE;
}

static enum problem export(struct ctl *ctl) {
	const struct conf *conf = ctl->conf; struct digest digest; const char * fault;

	if (conf->digest_dir == NULL || conf->digest_key_file == NULL) return ctl_refuse(
		ctl, "BC_DIGEST_DIR and BC_DIGEST_KEY_FILE have to be set");
	struct sign_key *signing = sign_key_load(ctl->op, conf->digest_key_file, &fault);
	if (signing == NULL) return ctl_refuse(ctl, "%s", fault);
	enum problem p = ctl_open_session(ctl);
	if (p == PROBLEM_NONE)
		p = digest_seal(ctl->op, ctl->session, ctl_option(ctl, "day"), &digest);
	if (p != PROBLEM_NONE) return p;
	if (digest.name == NULL){ fputs("There is no block that was not exported.\n", ctl->out);
				  return PROBLEM_NONE; }
if (!digest_file_write(ctl->op, conf->digest_dir, digest.name, digest.text, signing,
		       &fault)) return ctl_refuse(ctl, "%s", fault);
fprintf(ctl->out, "%s/%s and %s.sig\n", conf->digest_dir, digest.name, digest.name);
return PROBLEM_NONE;
}

static const struct word_row key_words[] = {
	{ "FILE", VALUE_FILE, REQUIRED,
	  "where the secret key goes, mode 0600; FILE.pub beside it" },
	{ 0 },
};

static const struct option_row export_options[] = {
	{ "day", VALUE_DAY, "DAY", OPTIONAL, "a UTC day that is over (default: yesterday)" },
	{ 0 },
};

static const struct command commands[] = {
	{ "key", NEEDS_NOTHING, key_words, NULL, "Make the key that signs digests",
	  "An Ed25519 key, PEM. What openssl makes does as well:\n"
	  "  openssl genpkey -algorithm ed25519 -out FILE\n"
	  "  openssl pkey -in FILE -pubout -out FILE.pub\n"
	  "Keep a copy of FILE.pub where nobody who runs the database can change it.",
	  key },
	{ "export", NEEDS_NOTHING, NULL, export_options, "Write the digests of a day to a file",
	  "What bc-jobs does by itself after each day: the blocks that no file has yet go to\n"
	  "digest-DAY.txt in BC_DIGEST_DIR, signed in digest-DAY.txt.sig. Repeated, it writes the\n"
	  "same bytes; a file that is there with others is never overwritten. To check one:\n"
	  "  base64 -d digest-DAY.txt.sig > sig\n"
	  "  openssl pkeyutl -verify -pubin -inkey FILE.pub -rawin -in digest-DAY.txt -sigfile sig",
	  export },
	{ 0 },
};

const struct command_group digest_group = { "digest", "Digests of the books, for keeping elsewhere",
					    commands };
