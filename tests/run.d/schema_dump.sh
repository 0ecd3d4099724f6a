#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# SQL-ENV BUILD [--update]: the schema of a freshly migrated database is the one in
# sql/schema.dump.sql. Partitions are left out: which there are depends on the clock.
# Functions are too: bcctl migrate --check holds them against their files.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=/dev/null # the settings of the database
. "$1"
# shellcheck source=/dev/null # written by configure
. "$2/build-aux/paths.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dump=$work/schema
"$PG_BINDIR/pg_dump" --schema-only --no-comments --format=custom --file="$work/archive" \
	--exclude-table='*.*_[0-9][0-9][0-9][0-9]*' --dbname="$BC_SUPERUSER_URL"
"$PG_BINDIR/pg_restore" --list "$work/archive" | grep -vE ' (ACL [a-z_]+ )?FUNCTION ' >"$work/list"
"$PG_BINDIR/pg_restore" --use-list="$work/list" --file="$work/all" "$work/archive"
sed -e '/^--/d' -e '/^SET /d' -e '/^SELECT pg_catalog.set_config/d' -e '/^\\/d' "$work/all" | cat -s >"$dump"
if [ "${3-}" = --update ]; then
	cp "$dump" sql/schema.dump.sql
fi
diff -u sql/schema.dump.sql "$dump" || {
	echo "sql/schema.dump.sql is not the schema that the migrations make; to write it anew: make schema-dump"
	exit 1
}
