#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What must not be named in the tree: folders outside of it, hosts of package
# registries, and marks of unfinished work. The patterns are split so that this file
# does not match itself.
cd "$(dirname "$0")/../.." || exit 1
found=0

refuse()
{
	if tests/lint/files | grep -v '\.csv$' | xargs grep -nIE "$1"; then
		echo "names.sh: $2"
		found=1
	fi
}

refuse '\.\./''shared|/work/''(shared|main)' 'a path outside of the project'
refuse 'deb\.''debian\.org|registry\.''npmjs|pypi\.''org|proxy\.''golang' "a package registry's host"
refuse '\b(TO''DO|FIX''ME|XX''X)\b' 'unfinished work'
exit $found
