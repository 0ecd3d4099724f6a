/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/op.h"

enum field_type {
	FIELD_TEXT = 1, /* min to max characters, no NUL */
	FIELD_TEXTS,	/* an object of texts, min to max members; only checked, never bound */
	FIELD_SECRET,	/* a text whose bytes are overwritten where json-c has them */
	FIELD_LIST,	/* min to max objects, each with the fields `items`; only checked */
	FIELD_COUNT,	/* a whole number from min to max; only checked */
	FIELD_AMOUNT,	/* a decimal number above or equal to 0, as text */
	FIELD_OBJECT,	/* an object of texts, lists and objects, bound as JSON text */
};

/* What one member of a body must look like; rows end with { 0 }. */
struct field {
	const char *name;
	enum field_type type;
	bool is_needed;
	int min, max;
	const struct field *items; /* FIELD_LIST */
	size_t offset;		   /* of a const char * in the body struct */
};

/* A text bound to a member of a body struct. */
#define FIELD(body_, member_, name_, is_needed_, min_, max_)                                       \
	{                                                                                          \
		.name = (name_), .type = FIELD_TEXT, .is_needed = (is_needed_), .min = (min_),     \
		.max = (max_), .offset = offsetof(body_, member_),                                 \
	}

/* A decimal number like 99.50 as text, bound to a member of a body struct. */
#define FIELD_AMOUNT(body_, member_, name_, is_needed_)                                            \
	{                                                                                          \
		.name = (name_), .type = FIELD_AMOUNT, .is_needed = (is_needed_), .min = 1,        \
		.max = 32, .offset = offsetof(body_, member_),                                     \
	}

/*
 * An object whose members the database knows: null, texts of at most 1024 characters, lists of at
 * most max_ items and objects of at most 64 members, 3 deep with itself.
 */
#define FIELD_OBJECT(body_, member_, name_, max_)                                                  \
	{                                                                                          \
		.name = (name_), .type = FIELD_OBJECT, .is_needed = true, .max = (max_),           \
		.offset = offsetof(body_, member_),                                                \
	}

/* A secret bound to a member of a body struct, which the router overwrites at the end. */
#define FIELD_SECRET(body_, member_, name_, is_needed_, min_, max_)                                \
	{                                                                                          \
		.name = (name_), .type = FIELD_SECRET, .is_needed = (is_needed_), .min = (min_),   \
		.max = (max_), .offset = offsetof(body_, member_),                                 \
	}

/* A text that is only checked, in items and in bodies that go on raw. */
#define FIELD_CHECKED(name_, is_needed_, min_, max_)                                               \
	{                                                                                          \
		.name = (name_), .type = FIELD_TEXT, .is_needed = (is_needed_), .min = (min_),     \
		.max = (max_),                                                                     \
	}

/* A whole number that is only checked. */
#define FIELD_COUNTED(name_, is_needed_, min_, max_)                                               \
	{                                                                                          \
		.name = (name_), .type = FIELD_COUNT, .is_needed = (is_needed_), .min = (min_),    \
		.max = (max_),                                                                     \
	}

/*
 * Read a body: strict JSON (BAD_REQUEST when not), each member once, as the table says; unless
 * body is NULL fill the body struct (a member that isn't there stays as it is).  INVALID_FIELD
 * with the pointer of the first fault.  Texts in body are owned by op.
 */
enum problem fields_read(struct op *op, const char *text, size_t len, const struct field *fields,
			 void *body);

/* The JSON pointer /name, with a long name cut; owned by op. */
const char *fields_pointer(struct op *op, const char *name);
