#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# C is formatted as .clang-format says. To format: tests/lint/format.sh --fix
cd "$(dirname "$0")/../.." || exit 1
mode='--dry-run --Werror'
[ "${1-}" != --fix ] || mode=-i
# The X-macro tables are laid out by hand.
# shellcheck disable=SC2086 # words
find fcgi tests -name '*.[ch]' ! -name '*_table.h' -print0 | xargs -0 -r clang-format-14 --style=file $mode
