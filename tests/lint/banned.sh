#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Functions of C that are not used here; memory comes from core/mem.h only.
cd "$(dirname "$0")/../.." || exit 1
found=0

# PATTERN FILES… : a call of one of these in the files is a fault.
refuse()
{
	pattern=$1
	shift
	if grep -nE "(^|[^A-Za-z0-9_.>])($pattern)[[:space:]]*\(" "$@"; then
		found=1
	fi
}

sources=$(find fcgi -name '*.[ch]' | sort)
# shellcheck disable=SC2086 # a list of paths without blanks
refuse 'strcpy|strcat|sprintf|vsprintf|strtok|gets|atoi|atol|atof|strtod|scanf|sscanf|strncpy|alloca|system|popen' $sources
# shellcheck disable=SC2046 # the same
refuse 'malloc|calloc|realloc|free|strdup|strndup|asprintf' $(echo "$sources" | grep -v '^fcgi/core/mem\.')
# Clamp and convert without a word; bodies are read by the field tables.
# shellcheck disable=SC2046 # the same
refuse 'json_object_get_(int|int64|uint64|double)' $(echo "$sources" | grep -v '^fcgi/http/fields\.c')
if [ $found -ne 0 ]; then
	echo "banned.sh: these functions are not used here (see tests/lint/banned.sh)"
fi
exit $found
