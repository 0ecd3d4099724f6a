#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every header compiles alone. $1: the build whose config.h to use (default: this tree).
# Tables that are included several times are no headers by themselves.
cd "$(dirname "$0")/../.." || exit 1
build=${1:-.}
flags=$(pkg-config --cflags fcgi libpq json-c libcurl talloc libsodium cmocka)
found=0
for header in $(find fcgi -name '*.h' ! -name '*_table.h' | sort); do
	grep -q '^#pragma once$' "$header" || { echo "$header: no #pragma once" && found=1; }
	# shellcheck disable=SC2086 # flags are words
	printf '#include "config.h"\n#include "%s"\n' "${header#fcgi/}" |
		${CC:-cc} -std=gnu11 -fsyntax-only -Wall -Wextra -Werror -D_GNU_SOURCE -I"$build" -Ifcgi $flags -x c - || found=1
done
exit $found
