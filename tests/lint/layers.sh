#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A folder of fcgi/ includes only headers of the folders named after it here, and a
# library's header is included only by the folders named after it.
cd "$(dirname "$0")/../../fcgi" || exit 1
found=0

while read -r folder allowed; do
	[ -d "$folder" ] || continue
	# shellcheck disable=SC2013 # words on purpose
	for used in $(sed -n 's|^#include "\([a-z]*\)/.*|\1|p' "$folder"/*.[ch] | sort -u); do
		case " $folder $allowed " in
		*" $used "*) ;;
		*) echo "fcgi/$folder may not include $used/" && found=1 ;;
		esac
	done
done <<'LAYERS'
core
http      core
db        core
client    core
calls     core db
market    core client
pay       core client
handlers  core http calls
jobs      core calls client market pay
ctl       core calls client http
server    core http handlers
LAYERS

while read -r header allowed; do
	# shellcheck disable=SC2013 # words on purpose
	for folder in $(grep -l "^#include <$header" ./*/*.[ch] | cut -d / -f 2 | sort -u); do
		case " $allowed " in
		*" $folder "*) ;;
		*) echo "fcgi/$folder may not include <$header>" && found=1 ;;
		esac
	done
done <<'LIBRARIES'
libpq-fe.h  db
fcgiapp.h   http server
curl/       client
csv.h       ctl
jwt.h       http
talloc.h    core
LIBRARIES

for folder in */; do
	grep -q "^${folder%/}\( \|$\)" ../tests/lint/layers.sh || {
		echo "fcgi/$folder is in no row of layers.sh"
		found=1
	}
done
exit $found
