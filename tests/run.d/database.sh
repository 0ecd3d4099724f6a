# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154,SC2034,SC2119 # variables are shared with tests/run
# The stage sql, and the stack that a stage has for itself.

# COMMAND…: with the environment of the stack that a stage has for itself.
on_test_stack()
{
	BC_STATE=$work/state BC_PORT=$test_port BC_STACK_ENV=$work/stack.env BC_SIGN_IN_RATE=1000 \
		"$@" </dev/null 8>&-
}

test_stack()
{
	on_test_stack build-aux/stack --build build/asan "$@"
}

# A folder and a port for it, after the end of an earlier stage's.
test_stack_begin()
{
	clean_up
	work=$(mktemp -d /tmp/bc-check-XXXXXX) && chmod 711 "$work" || return 1
	test_port=$(/usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
	stack_is_up=yes
}

# A stack with an empty database of its own for tests/sql: nothing else works on that one.
sql_database()
{
	test_stack_begin && test_stack up --settable-clock || return 1
	sed 's|@/billing?|@/billing_sql?|' "$work/stack.env" >"$work/sql.env"
	bcctl init --settable-clock && bcctl migrate
}

bcctl()
{
	BC_STACK_ENV=$work/sql.env BC_SQL_DIR=$top/sql build/asan/bcctl "$@" </dev/null
}

# psql as the superuser on that database.
psql_on_database()
{
	(
		# shellcheck source=/dev/null # written by sql_database
		. "$work/sql.env"
		# shellcheck source=/dev/null # written by configure
		. build/asan/build-aux/paths.sh
		"$PG_BINDIR/psql" -X -q -v ON_ERROR_STOP=1 -d "$BC_SUPERUSER_URL" "$@" </dev/null
	)
}

stage_sql()
{
	test_of 'database for tests/sql' sql_database
	test_of 'bcctl migrate --check' bcctl migrate --check
	test_of 'schema dump' tests/run.d/schema_dump.sh "$work/sql.env" "$top/build/asan"
	test_of 'extensions for tests' psql_on_database -c 'CREATE EXTENSION pgtap' -c 'CREATE EXTENSION plpgsql_check' \
		-c 'GRANT USAGE ON SCHEMA public TO PUBLIC'
	test_of 'plpgsql_check' no_rows tests/run.d/plpgsql_check.sql
	run_pg_prove
	run_mutants
}

# Not part of a run: writes the schema dump anew (make schema-dump).
stage_schema_dump()
{
	test_of 'database for tests/sql' sql_database
	test_of 'schema dump' tests/run.d/schema_dump.sh "$work/sql.env" "$top/build/asan" --update
}

# Last on its database: it puts lies into the functions, and the truth back.
run_mutants()
{
	with_superuser tests/mutants/check.sh >"$logs/mutants" 2>&1
	cat "$logs/mutants"
	pass "$(grep -c '^ok' "$logs/mutants")"
	fail "$(grep -c '^not ok' "$logs/mutants")"
	grep -q '^ok' "$logs/mutants" || fail
}

# FILE: a query that must find nothing.
no_rows()
{
	psql_on_database -A -t -f "$1" >"$logs/rows" && cat "$logs/rows" && [ ! -s "$logs/rows" ]
}

superuser_password()
{
	sed -n 's/^postgres=//p' "$work/state/secrets"
}

# COMMAND…: with libpq's environment naming the superuser's connection to that database.
with_superuser()
{
	(
		# shellcheck source=/dev/null # written by sql_database
		. "$work/sql.env"
		# shellcheck source=/dev/null # written by configure
		. build/asan/build-aux/paths.sh
		PATH=$PG_BINDIR:$PATH PGHOST=$BC_SOCKET_DIR PGUSER=postgres PGDATABASE=billing_sql \
			PGPASSWORD=$(superuser_password) "$@" </dev/null
	)
}

run_pg_prove()
{
	local status=0 tests
	with_superuser pg_prove tests/sql/*.sql >"$logs/pg_prove" 2>&1 || status=1
	cat "$logs/pg_prove"
	tests=$(sed -n 's/^Files=[0-9]*, Tests=\([0-9]*\),.*/\1/p' "$logs/pg_prove")
	if [ $status -eq 0 ] && [ "${tests:-0}" -gt 0 ]; then
		pass "$tests"
	else
		fail
	fi
}
