#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Files stay small: 400 lines, a stored function 80; lines of SQL 110 columns, of Python 120.
# (Functions of C: clang-tidy; lines of C: clang-format.)
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp) || exit 1
trap 'rm -f "$work"' EXIT

# LINES FIND-ARGUMENTS…
files_within()
{
	limit=$1
	shift
	find "$@" -type f -exec awk -v limit="$limit" \
		'FNR == limit + 1 { print FILENAME ": more than " limit " lines" }' {} +
}

# COLUMNS FIND-ARGUMENTS… ; a tab counts 8
lines_within()
{
	limit=$1
	shift
	find "$@" | sort | while read -r file; do
		expand "$file" | awk -v limit="$limit" -v file="$file" \
			'length($0) > limit { print file ":" FNR ": more than " limit " columns" }'
	done
}

{
	files_within 400 fcgi sql tests build-aux/api-page build-aux/stack build-aux/stack.d nginx web/src web/public web/tools \
		\( -name '*.[ch]' -o -name '*.sql' -o -name '*.py' -o -name '*.sh' -o -name run -o -name stack -o -name api-page \
		-o -name '*.ts' -o -name '*.tsx' -o -name '*.mjs' -o -name '*.js' -o -name '*.css' \) \
		! -path '*/node_modules/*' ! -name '*.dump.sql' ! -path web/src/api/schema.d.ts
	# The numbered list of invariants and the one statement of rating are longer.
	files_within 80 sql/functions -name '*.sql' ! -name check_invariants.sql ! -name rate.sql
	lines_within 110 sql -name '*.sql' ! -name '*.dump.sql'
	lines_within 120 tests -name '*.py'
} >"$work"
cat "$work"
[ ! -s "$work" ]
