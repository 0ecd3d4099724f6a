#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What must not be named in the tree: folders outside of it, hosts of package
# registries, and marks of unfinished work. The patterns are split so that this file
# does not match itself.
cd "$(dirname "$0")/../.." || exit 1
found=0

# PATTERN WHAT [FILES]: no file may match, those left out whose names match FILES.
refuse()
{
	if tests/lint/files | grep -vE "\.csv\$${3:+|$3}" | xargs grep -nIE "$1"; then
		echo "names.sh: $2"
		found=1
	fi
}

refuse '\.\./''shared|/work/''(shared|main)' 'a path outside of the project'
refuse 'deb\.''debian\.org|registry\.''npmjs|pypi\.''org|proxy\.''golang' "a package registry's host"
refuse '\b(TO''DO|FIX''ME|XX''X)\b' 'unfinished work' '/package-lock\.json$'
exit $found
