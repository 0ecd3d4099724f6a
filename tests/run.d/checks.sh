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

stage_e2e()
{
	run_pytest tests/e2e
}
