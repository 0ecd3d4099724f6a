#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Puts each lie of list.txt into a migrated database and wants its test to fail; then
# puts the truth back.  libpq's environment names a superuser's connection.  A judge that
# is a file of Python makes clusters of its own, where it finds the lie by BC_MUTANT; these
# come last, two at a time.  An argument, a regular
# expression, chooses lines.
# Says "ok"/"not ok" for each; exit status 1 if one lives.
cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
living=0
number=0

# FILE: as the owner, in one transaction
apply()
{
	psql -XqAt -1 -v ON_ERROR_STOP=1 -c 'SET ROLE bc_owner' -c 'SET check_function_bodies = off' -f "$1" >"$work/applied" 2>&1
}

# What a line is about, as SQL that makes it so: a function's file; a function of a migration
# ("MIGRATION#NAME"); or a constraint ("TABLE CONSTRAINT").
truth_of()
{
	case $1 in
	*' '*)
		psql -XqAt -v ON_ERROR_STOP=1 -c "SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s;', conrelid::regclass,
			conname, pg_get_constraintdef(oid)) FROM pg_constraint
			WHERE conrelid = '${1% *}'::regclass AND conname = '${1#* }'"
		;;
	*'#'*)
		sed -n "/^CREATE FUNCTION ${1#*#}(/,/^END;\$/p" "sql/migrations/${1%#*}" | sed 's/^CREATE FUNCTION/CREATE OR REPLACE FUNCTION/'
		;;
	*) cat "sql/functions/$1" ;;
	esac
}

# FILE LIE: the lie in place of the truth; "dropped" is that of a constraint.
lie_of()
{
	case $2 in
	dropped) echo "ALTER TABLE ${1% *} DROP CONSTRAINT ${1#* };" ;;
	*) sed -e "$2" "$work/truth.sql" ;;
	esac
}

# NAME TEST: the database says whether it notices.
judge_here()
{
	if pg_prove "tests/sql/$2.sql" >"$work/prove" 2>&1; then
		echo "not ok - $1: $2 does not notice"
		living=1
	else
		echo "ok - $1"
	fi
}

# NUMBER: the same by Python, apart from everything else.
judge_apart()
{
	local name test
	name=$(cat "$work/$1.name")
	test=$(cat "$work/$1.test")
	if BC_MUTANT=$work/$1.sql timeout -s INT 120 /usr/bin/python3 -B -m pytest -q -x -p no:cacheprovider "tests/torture/$test" \
		</dev/null >"$work/$1.log" 2>&1; then
		echo "not ok - $name: $test does not notice"
	elif ! grep -qE '^(FAILED|[0-9]+ failed)' "$work/$1.log"; then
		echo "not ok - $name: $test does not run: $(grep '^E ' "$work/$1.log" | head -n 1)"
	else
		echo "ok - $name"
	fi
}

while IFS='|' read -r file test lie; do
	case $file in '#'* | '') continue ;; esac
	file=${file% } test=$(echo "$test" | tr -d ' ') lie=${lie# }
	name="$file: $lie"
	[ $# -eq 0 ] || echo "$name" | grep -qE -- "$1" || continue
	truth_of "$file" >"$work/truth.sql" 2>&1
	lie_of "$file" "$lie" >"$work/mutant.sql"
	if [ ! -s "$work/truth.sql" ] || cmp -s "$work/truth.sql" "$work/mutant.sql"; then
		echo "not ok - $name: the expression changes nothing"
		living=1
		continue
	elif ! apply "$work/mutant.sql"; then
		echo "not ok - $name: it is not accepted: $(head -n 1 "$work/applied")"
		living=1
	elif [ "${test%%.py*}" = "$test" ]; then
		judge_here "$name" "$test"
	else
		number=$((number + 1))
		cp "$work/mutant.sql" "$work/$number.sql"
		echo "$name" >"$work/$number.name"
		echo "$test" >"$work/$number.test"
	fi
	apply "$work/truth.sql" || { echo "not ok - $file cannot be put back" && exit 1; }
done <tests/mutants/list.txt

while [ $number -gt 0 ]; do
	judge_apart $number >"$work/verdict" &
	[ $number -eq 1 ] || judge_apart $((number - 1))
	wait
	cat "$work/verdict"
	number=$((number - 2))
done | tee "$work/verdicts"
if grep -q '^not ok' "$work/verdicts"; then
	living=1
fi
exit $living
