/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "ctl/verify_digests.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/file.h"
#include "core/mem.h"
#include "core/sign_key.h"
#include "ctl/digest_text.h"
#include "ctl/table.h"

#define PREFIX	  "digest-"
#define SUFFIX	  ".txt"
#define MOST_ROWS 20

/* One pass over the files, by name and so by day. */
struct pass {
	struct ctl *ctl;
	struct verify_found *found;
	const unsigned char *public; /* or NULL */
	struct verify_digest *known; /* what the database remembers */
	size_t n_known;
	const char *previous; /* what the next file has to say of the one before */
	unsigned long until;  /* the last block of the files so far */
};

static void add(struct pass *pass, const struct verify_block *block, const char *detail)
{
	struct verify_found *found = pass->found;

	found->n++;
	if (found->n_rows == MOST_ROWS)
		return;
	found->rows[found->n_rows++] = (struct verify_row){
		.account = block != NULL ? block->account : NULL,
		.seq = block != NULL ? block->seq : NULL,
		.detail = detail,
	};
}

static void check_signature(struct pass *pass, const char *path, const char *name, const char *text,
			    size_t size)
{
	const void *owner = pass->ctl->op;
	const char *signature = file_read(owner, mem_printf(owner, "%s.sig", path), NULL);

	if (signature == NULL)
		add(pass, NULL, mem_printf(owner, "%s has no signature", name));
	else if (!sign_is_good(pass->public, text, size, signature))
		add(pass, NULL, mem_printf(owner, "%s is not signed with this key", name));
}

/* The first block that is another one says it all: those after it follow from it. */
static enum problem check_blocks(struct pass *pass, const char *name,
				 const struct digest_text *digest)
{
	const void *owner = pass->ctl->op;
	struct verify_block *blocks;
	size_t n;
	enum problem p = verify_blocks(pass->ctl->op, digest->first, digest->last, &blocks, &n);

	if (p != PROBLEM_NONE)
		return p;
	for (size_t i = 0; i < digest->n; i++) {
		if (i >= n) {
			add(pass, NULL,
			    mem_printf(owner, "%s has a block that is not there: %s", name,
				       digest->blocks[i]));
			return PROBLEM_NONE;
		}
		if (strcmp(blocks[i].line, digest->blocks[i]) != 0) {
			add(pass, &blocks[i],
			    mem_printf(owner,
				       "block %s is not the one in %s; it anchors %s heads, from "
				       "this one on",
				       blocks[i].number, name, blocks[i].heads));
			return PROBLEM_NONE;
		}
	}
	if (n > 0 && strcmp(blocks[0].previous, digest->after) != 0)
		add(pass, NULL, mem_printf(owner, "%s follows another digest", name));
	return PROBLEM_NONE;
}

static void check_order(struct pass *pass, const char *name, const struct digest_text *digest)
{
	const void *owner = pass->ctl->op;
	unsigned long first = strtoul(digest->first, NULL, 10);
	unsigned long last = strtoul(digest->last, NULL, 10);

	if (strcmp(name, mem_printf(owner, PREFIX "%s" SUFFIX, digest->day)) != 0)
		add(pass, NULL, mem_printf(owner, "%s is of another day", name));
	if (strcmp(digest->previous, pass->previous) != 0)
		add(pass, NULL,
		    mem_printf(owner, "%s follows %s, which is missing or changed", name,
			       digest->previous));
	if (first != pass->until + 1 || last < first || digest->n != last - first + 1)
		add(pass, NULL,
		    mem_printf(owner, "%s has not the blocks that follow %lu", name, pass->until));
	pass->until = last;
}

/* What the database remembers of the file; whatever it still knows in the end is missing. */
static void check_memory(struct pass *pass, const char *name, const char *sha256)
{
	const void *owner = pass->ctl->op;

	for (size_t i = 0; i < pass->n_known; i++) {
		struct verify_digest *known = &pass->known[i];
		if (known->day == NULL ||
		    strcmp(name, mem_printf(owner, PREFIX "%s" SUFFIX, known->day)) != 0)
			continue;
		if (strcmp(known->sha256, sha256) != 0)
			add(pass, NULL,
			    mem_printf(owner, "the database remembers another %s", name));
		known->day = NULL;
		return;
	}
	add(pass, NULL, mem_printf(owner, "the database remembers no %s", name));
}

static enum problem check_file(struct pass *pass, const char *folder, const char *name)
{
	struct ctl *ctl = pass->ctl;
	const char *path = mem_printf(ctl->op, "%s/%s", folder, name);
	struct digest_text digest;
	size_t size;
	char *text = file_read(ctl->op, path, &size);

	if (text == NULL)
		return ctl_refuse(ctl, "cannot read %s: %s", path, strerror(errno));
	const char *sha256 = file_sha256(ctl->op, text, size);
	if (pass->public != NULL)
		check_signature(pass, path, name, text, size);
	check_memory(pass, name, sha256);
	const char *fault = strlen(text) != size ? "it has a NUL byte"
						 : digest_text_read(ctl->op, text, &digest);
	if (fault != NULL) {
		add(pass, NULL, mem_printf(ctl->op, "%s: %s", name, fault));
	} else {
		check_order(pass, name, &digest);
		enum problem p = check_blocks(pass, name, &digest);
		if (p != PROBLEM_NONE)
			return p;
	}
	pass->previous = mem_printf(ctl->op, "%s %s", name, sha256);
	return PROBLEM_NONE;
}

/* What the folder lacks: files that the database remembers, and blocks that should be in one. */
static enum problem check_missing(struct pass *pass)
{
	struct op *op = pass->ctl->op;
	const char *first;
	unsigned long n;

	for (size_t i = 0; i < pass->n_known; i++)
		if (pass->known[i].day != NULL)
			add(pass, NULL,
			    mem_printf(op, PREFIX "%s" SUFFIX " is missing", pass->known[i].day));
	enum problem p = verify_unexported(op, mem_printf(op, "%lu", pass->until), &n, &first);
	if (p == PROBLEM_NONE && n > 0)
		add(pass, NULL,
		    mem_printf(op, "%s, from block %s on, more than a day old, in no file",
			       table_counted(op, n, "block is", "blocks are"), first));
	return p;
}

enum problem verify_digest_files(struct ctl *ctl, const char *folder, bool is_asked_for,
				 const char *public_file, struct verify_found *found, size_t *files)
{
	struct pass pass = { .ctl = ctl, .found = found, .previous = "none" };
	const char **names = file_list(ctl->op, folder, SUFFIX), *fault;

	*found = (struct verify_found){ .rows = mem_array(ctl->op, struct verify_row, MOST_ROWS) };
	*files = 0;
	if (names == NULL)
		return ctl_refuse(ctl, "cannot read %s: %s", folder, strerror(errno));
	if (public_file != NULL) {
		pass.public = sign_public_load(ctl->op, public_file, &fault);
		if (pass.public == NULL)
			return ctl_refuse(ctl, "%s", fault);
	}
	enum problem p = verify_digests(ctl->op, &pass.known, &pass.n_known);
	for (size_t i = 0; p == PROBLEM_NONE && names[i] != NULL; i++) {
		if (strncmp(names[i], PREFIX, strlen(PREFIX)) != 0)
			continue;
		p = check_file(&pass, folder, names[i]);
		++*files;
	}
	if (p == PROBLEM_NONE && *files == 0 && is_asked_for)
		add(&pass, NULL, mem_printf(ctl->op, "there is no digest file in %s", folder));
	return p == PROBLEM_NONE ? check_missing(&pass) : p;
}
