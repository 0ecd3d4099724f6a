#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# clang-tidy over every source of fcgi/, as .clang-tidy says. A file whose bytes, headers
# and checks have not changed since it passed is not looked at again: what passed is
# kept in build/tidy. $1: the build whose config.h to use (default: this tree).
set -euo pipefail
build=$(cd "${1:-$(dirname "$0")/../..}" && pwd)
cd "$(dirname "$0")/../.."
passed=build/tidy
mkdir -p "$passed"
printf '#define BC_SQL_SOURCE_DIR ""\n#define BC_SQL_INSTALLED_DIR ""\n' >"$passed/defines.h"
flags="-std=gnu11 -D_GNU_SOURCE -include $passed/defines.h -I$build -Ifcgi $(pkg-config --cflags fcgi libpq json-c libcurl talloc libsodium)"
common=$(find fcgi -name '*.h' -print0 | sort -z | xargs -0 cat .clang-tidy "$build/config.h" | sha256sum)

check()
{
	local key
	key=$(printf '%s' "$common" | cat "$1" - | sha256sum | cut -c 1-32)
	[ ! -e "$passed/$key" ] || return 0
	# shellcheck disable=SC2086 # words
	clang-tidy-14 --quiet "$1" -- $flags 2>/dev/null || return 1
	touch "$passed/$key"
}
export -f check
export passed flags common
find fcgi -name '*.c' -print0 | sort -z | xargs -0 -P "$(nproc)" -I FILE bash -c 'check FILE'
