# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154,SC2034,SC2119 # variables are shared with tests/run
# The stages of tests/run.

export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1}
export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}

stage_lint()
{
	local script
	for script in tests/lint/*.sh; do
		case $script in
		*/tidy.sh) continue ;;
		esac
		test_of "$script" "$script"
	done
}

stage_tidy()
{
	test_of tests/lint/tidy.sh tests/lint/tidy.sh "$top/build/asan"
}

stage_model()
{
	run_pytest tests/model
}

stage_build()
{
	test_of 'sanitizer build' build_asan
	test_of 'nginx takes the configuration of this build' nginx_takes conf_of_build
	test_of 'nginx takes the TLS example' nginx_takes conf_with_tls
}

# FUNCTION: what it makes in a folder is a configuration for nginx.
nginx_takes()
{
	local dir status=0
	dir=$(mktemp -d) || return 1
	# shellcheck source=/dev/null # written by configure
	. build/asan/build-aux/paths.sh
	mkdir "$dir/state" "$dir/logs" && "$1" "$dir" &&
		"$NGINX" -t -e "$dir/logs/error.log" -p "$dir" -c "$dir/conf/nginx.conf" || status=1
	rm -rf "$dir"
	return $status
}

conf_of_build()
{
	build/asan/bc-api --routes </dev/null | nginx/make-conf --out "$1/conf" \
		--listen 127.0.0.1:8080 --sockets "$1" --state "$1/state" --logs "$1/logs"
}

# The example with a certificate made for the moment, included as conf.d/ is.
conf_with_tls()
{
	conf_of_build "$1" &&
		openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=billing.example.com -days 1 \
			-keyout "$1/key.pem" -out "$1/cert.pem" 2>/dev/null &&
		sed -e "s|/etc/ssl/billing.example.com/fullchain.pem|$1/cert.pem|" \
			-e "s|/etc/ssl/billing.example.com/privkey.pem|$1/key.pem|" \
			-e "s|/etc/billing-center/nginx|$1/conf|" -e "s|\(listen.*\)80;|\18080;|" \
			-e "s|\(listen.*\)443|\18443|" nginx/tls.conf.example >"$1/tls.conf" &&
		printf 'pid "%s/pid";\nevents {}\nhttp { access_log off; include "%s/tls.conf"; }\n' "$1" "$1" \
			>"$1/conf/nginx.conf"
}

# Unit tests and replayed corpora, under the sanitizers.
stage_unit()
{
	run_test_programs build/asan check-unit
}

# What runs in several threads, under the thread sanitizer.
stage_tsan()
{
	test_of 'thread sanitizer build' build_tsan
	run_test_programs build/tsan check-threads
}

# FOLDER TARGET: automake's test driver; its summary has the numbers.
run_test_programs()
{
	local status=0
	VERBOSE=1 make -s -C "$1" -j "$(nproc)" "$2" >"$logs/programs" 2>&1 || status=1
	cat "$logs/programs"
	pass "$(summary_of PASS)"
	fail $(($(summary_of FAIL) + $(summary_of ERROR) + $(summary_of XPASS) + $(summary_of SKIP)))
	if [ $status -ne 0 ]; then
		fail
	elif [ "$(summary_of PASS)" -eq 0 ]; then
		echo 'no test ran' && fail
	fi
}

summary_of()
{
	sed -n "s/^# $1: *\([0-9]*\)$/\1/p" "$logs/programs" | awk '{ n += $1 } END { print n + 0 }'
}

# pytest's closing line, as "12 passed, 1 failed in 3.4s", has the numbers.
run_pytest()
{
	local status=0 last
	BC_BUILD=$top/build/asan /usr/bin/python3 -B -m pytest -q -ra -p no:cacheprovider "$@" </dev/null \
		>"$logs/pytest" 2>&1 || status=$?
	cat "$logs/pytest"
	last=$(grep -E '^=*.*(passed|failed|error|skipped|no tests ran).* in [0-9.]+s' "$logs/pytest" | tail -n 1)
	pass "$(word_count passed)"
	fail $(($(word_count failed) + $(word_count 'errors?') + $(word_count skipped) + $(word_count xpassed)))
	if [ $status -ne 0 ] && ! echo "$last" | grep -qE 'failed|error'; then
		echo "pytest ended with exit status $status" && fail
	fi
}

word_count()
{
	echo "$last" | grep -oE "[0-9]+ $1\b" | awk '{ n += $1 } END { print n + 0 }'
}

test_stack()
{
	BC_STATE=$work/state BC_PORT=$test_port BC_STACK_ENV=$work/stack.env \
		build-aux/stack --build build/asan "$@" </dev/null 8>&-
}

# A stack with an empty database of its own for tests/sql: nothing else works on that one.
sql_database()
{
	work=$(mktemp -d /tmp/bc-check-XXXXXX) && chmod 711 "$work" || return 1
	test_port=$(/usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
	stack_is_up=yes
	test_stack up --settable-clock || return 1
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

stage_e2e()
{
	run_pytest tests/e2e
}
