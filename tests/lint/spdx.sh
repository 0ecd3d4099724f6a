#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every source file says its licence, and no other, in its first three lines.
cd "$(dirname "$0")/../.." || exit 1
found=0
for file in $(tests/lint/files | grep -E '\.([chm]|sql|py|sh|am|ac|m4|in|tsx?|m?js|css)$|^(autogen\.sh|\.ci/)|/(run|demo|stack|files|make-conf|install-packages|with-node|web|api-page)$' |
	grep -vE '\.dump\.sql$|^web/src/api/schema\.d\.ts$'); do
	head -n 3 "$file" | grep -q 'SPDX-License-Identifier: Apache-2\.0' || {
		echo "$file: no SPDX line"
		found=1
	}
done
exit $found
