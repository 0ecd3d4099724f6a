#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every SQLSTATE of class LG that sql/ raises is in core/problem_table.h, and the
# other way round; a plain RAISE EXCEPTION (P0001) is in neither.
cd "$(dirname "$0")/../.." || exit 1
found=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

find sql -name '*.sql' ! -name '*.dump.sql' -exec sed 's/--.*//' {} + >"$work/sql"
grep -ohE "'LG[0-9]{3}'" "$work/sql" | tr -d "'" | sort -u >"$work/raised"
grep -ohE '"LG[0-9]{3}"' fcgi/core/problem_table.h | tr -d '"' | sort >"$work/listed"

for code in $(uniq -d "$work/listed"); do
	echo "$code stands twice in problem_table.h" && found=1
done
for code in $(comm -23 "$work/raised" "$work/listed"); do
	echo "$code is raised in sql/ and missing in problem_table.h" && found=1
done
for code in $(comm -13 "$work/raised" "$work/listed"); do
	echo "$code is in problem_table.h and never raised in sql/" && found=1
done
if grep -rnE 'RAISE +EXCEPTION' sql --include='*.sql' | grep -v 'USING ERRCODE'; then
	echo "RAISE SQLSTATE 'LGnnn' instead of a plain RAISE EXCEPTION" && found=1
fi
exit $found
