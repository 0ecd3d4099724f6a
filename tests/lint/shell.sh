#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Checks every script with shellcheck: by its first line, wherever it lies.
cd "$(dirname "$0")/../.." || exit 1
tests/lint/files | xargs grep -lE --binary-files=without-match '^#!/bin/(ba)?sh$|^# shellcheck shell=' |
	grep -v '\.sh\.in$' | xargs shellcheck --external-sources
