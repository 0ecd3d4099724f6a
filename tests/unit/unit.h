/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What cmocka wants included before it, in its order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/mem.h"
#include "core/op.h"

#define UNIT_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* An op for one case; the test frees it. */
static inline struct op *unit_op(void)
{
	return mem_zero(NULL, struct op);
}

static size_t unit_blocks;

/* A test that uses them as setup and teardown fails when it leaves talloc memory behind. */
static inline int unit_begin(void **state)
{
	(void)state;
	talloc_enable_null_tracking();
	unit_blocks = talloc_total_blocks(NULL);
	return 0;
}

static inline int unit_end(void **state)
{
	size_t blocks = talloc_total_blocks(NULL);

	(void)state;
	talloc_disable_null_tracking();
	return blocks == unit_blocks ? 0 : -1;
}

#define UNIT_TEST(test) cmocka_unit_test_setup_teardown(test, unit_begin, unit_end)
