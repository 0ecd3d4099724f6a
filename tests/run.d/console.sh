# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154,SC2034,SC2119 # variables are shared with tests/run
# The stages web (the console by itself, and the contract) and browser (both on the real stack).

# Nothing here asks the network.
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true

stage_web()
{
	test_of 'packages of web/' build-aux/web install
	test_of 'redocly: the contract' in_web redocly lint --config ../build-aux/redocly.yaml ../fcgi/openapi.yaml
	test_of 'types made from the contract' types_are_fresh
	test_of 'biome' in_web npm run --silent lint
	test_of 'tsc' in_web npm run --silent typecheck
	test_of 'build of the console' build-aux/web build
	test_of 'sizes of what a browser loads' in_web npm run --silent budget
	run_vitest
}

# COMMAND…: in web/, with the programs of its packages.
in_web()
{
	(cd web && PATH=$top/web/node_modules/.bin:$PATH "$top/build-aux/with-node" "$@" </dev/null)
}

types_are_fresh()
{
	in_web openapi-typescript ../fcgi/openapi.yaml -o "$logs/schema.d.ts" || return 1
	diff -u web/src/api/schema.d.ts "$logs/schema.d.ts" || {
		echo 'web/src/api/schema.d.ts is not made from fcgi/openapi.yaml as it is: run make api'
		return 1
	}
}

run_vitest()
{
	local status=0
	rm -f "$logs/vitest.json"
	in_web npm run --silent test -- --reporter=default --reporter=json --outputFile.json="$logs/vitest.json" || status=1
	pass "$(vitest_count numPassedTests)"
	fail $(($(vitest_count numFailedTests) + $(vitest_count numPendingTests) + $(vitest_count numTodoTests)))
	if [ "$(vitest_count numPassedTests)" -eq 0 ]; then
		echo 'no test ran' && fail
	elif [ $status -ne 0 ] && [ "$(vitest_count numFailedTests)" -eq 0 ]; then
		echo 'vitest failed outside of its tests' && fail
	fi
}

vitest_count()
{
	/usr/bin/python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' \
		"$logs/vitest.json" "$1" 2>/dev/null || echo 0
}

stage_browser()
{
	test_of 'build of the console' build-aux/web build
	test_of 'a stack with the demo' demo_stack
	run_browser_tests
}

demo_stack()
{
	test_stack_begin && on_test_stack make -s -C build/asan demo
}

# Prints a line "ok …" or "not ok …" for each test.
run_browser_tests()
{
	local status=0
	(
		set -a
		# shellcheck source=/dev/null # written by build-aux/stack
		. "$work/stack.env"
		set +a
		in_web node "$top/tests/browser/run.mjs"
	) >"$logs/browser_tests" 2>&1 || status=$?
	cat "$logs/browser_tests"
	pass "$(grep -c '^ok ' "$logs/browser_tests")"
	fail "$(grep -c '^not ok ' "$logs/browser_tests")"
	if ! grep -q '^ok ' "$logs/browser_tests"; then
		echo 'no test ran' && fail
	elif [ $status -ne 0 ] && ! grep -q '^not ok ' "$logs/browser_tests"; then
		echo "the tests ended with exit status $status" && fail
	fi
}
