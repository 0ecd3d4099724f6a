#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Puts each lie of list.txt into a migrated database and wants its test to fail;
# then puts the truth back.  libpq's environment names a superuser's connection.
# Says "ok"/"not ok" for each; exit status 1 if one lives.
cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
living=0

# FILE: as the owner, in one transaction
apply()
{
	psql -XqAt -1 -v ON_ERROR_STOP=1 -c 'SET ROLE bc_owner' -c 'SET check_function_bodies = off' -f "$1" >"$work/applied" 2>&1
}

while IFS='|' read -r file test lie; do
	case $file in '#'* | '') continue ;; esac
	file=sql/functions/${file% } test=tests/sql/$(echo "$test" | tr -d ' ').sql lie=${lie# }
	name="$file: $lie"
	sed -e "$lie" "$file" >"$work/mutant.sql"
	if cmp -s "$file" "$work/mutant.sql"; then
		echo "not ok - $name: the expression changes nothing"
		living=1
	elif ! apply "$work/mutant.sql"; then
		echo "not ok - $name: it is not accepted: $(head -n 1 "$work/applied")"
		living=1
	elif pg_prove "$test" >"$work/prove" 2>&1; then
		echo "not ok - $name: $test does not notice"
		living=1
	else
		echo "ok - $name"
	fi
	apply "$file" || { echo "not ok - $file cannot be put back" && exit 1; }
done <tests/mutants/list.txt
exit $living
