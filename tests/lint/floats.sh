#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# No floating point anywhere: money and quantities are integers, numeric and text.
cd "$(dirname "$0")/../.." || exit 1
found=0
if grep -rnE '\b(float|double|long double)\b' fcgi --include='*.[ch]' | grep -vE ':[[:space:]]*(/?\*|//)'; then
	found=1
fi
for file in $(find sql -name '*.sql' ! -name '*.dump.sql' | sort); do
	if sed -e "s/'[^']*'//g" -e 's/--.*//' "$file" | grep -niE '\b(float4?8?|real|double precision)\b'; then
		echo "$file"
		found=1
	fi
done
[ $found -eq 0 ] || echo "floats.sh: floating point types are not used here"
exit $found
