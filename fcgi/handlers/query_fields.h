/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "http/query.h"

/* The longest values of parameters, in characters; the database judges what they say. */
enum {
	QUERY_DAY = 10,
	QUERY_INSTANT = 64,
	QUERY_WORD = 64, /* one of a few, or several of them */
	QUERY_UUID = 36,
	QUERY_SITE = 32,
	QUERY_NAME = 64,
	QUERY_LIMIT = 10,
	QUERY_CURSOR = 512,
};

/* A parameter that is called like its member of the query struct. */
#define QUERY_TEXT(query_, name_, max_) FIELD(query_, name_, #name_, false, 1, max_)

/* What every list has. */
#define QUERY_PAGE(query_)                                                                         \
	QUERY_TEXT(query_, cursor, QUERY_CURSOR), QUERY_TEXT(query_, limit, QUERY_LIMIT)
