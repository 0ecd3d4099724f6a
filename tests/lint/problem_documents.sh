#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# nginx's problem documents say what core/problem_table.h says for the same slug; those
# of no slug have the type about:blank.
cd "$(dirname "$0")/../.." || exit 1
found=0
for file in nginx/problems/*.json; do
	slug=$(sed -n 's|.*"type":"/problems/\([a-z-]*\)".*|\1|p' "$file")
	title=$(sed -n 's|.*"title":"\([^"]*\)".*|\1|p' "$file")
	status=$(sed -n 's|.*"status":\([0-9]*\),.*|\1|p' "$file")
	if [ -n "$slug" ]; then
		name=$(echo "$slug" | tr 'a-z-' 'A-Z_')
		grep -q "^P($name, $status, \"[A-Z0-9]*\", \"$title\")$" fcgi/core/problem_table.h || {
			echo "$file: not as in problem_table.h"
			found=1
		}
	elif ! grep -q '"type":"about:blank"' "$file"; then
		echo "$file: neither a known type nor about:blank"
		found=1
	fi
	grep -q '"instance":"REQUEST-ID"' "$file" || { echo "$file: no instance" && found=1; }
done
exit $found
