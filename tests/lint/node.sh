#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# build-aux/with-node takes the machine's Node where it is new enough and has an npm, else
# the fetched one, else none. Tried with programs that only tell a version.
cd "$(dirname "$0")/../.." || exit 1
found=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# FOLDER NAME VERSION: a program that prints it.
tells()
{
	mkdir -p "$work/$1"
	printf '#!/bin/sh\necho %s\n' "$3" >"$work/$1/$2"
	chmod 755 "$work/$1/$2"
}

# EXPECTED WHAT
expect()
{
	answer=$(PATH=$work/machine:$work/tools "$work/with-node" --which)
	[ "$answer" = "$1" ] || { echo "with-node --which says $answer, not $1: $2" && found=1; }
}

cp build-aux/with-node "$work/"
mkdir -p "$work/tools" "$work/machine"
for tool in sh dirname; do
	ln -s "$(command -v $tool)" "$work/tools/"
done
mkdir "$work/node"

expect none 'a machine without Node'
while read -r version expected; do
	tells machine node "$version"
	tells machine npm 10.0.0
	expect "$expected" "Node $version"
done <<'VERSIONS'
v18.20.4     none
v20.18.3     none
v20.19.0     machine
v20.20.2     machine
v21.7.3      none
v22.11.0     none
v22.12.0     machine
v26.10.0     machine
nightly      none
VERSIONS

tells machine node v20.20.2
rm "$work/machine/npm"
expect none 'a new Node without npm'
tells node/node_modules/.bin node v22.23.3
tells node/node_modules/.bin npm 10.9.9
expect fetched 'a new Node without npm, and a fetched one'
tells machine npm 10.0.0
expect machine 'both'
tells machine node v18.20.4
expect fetched 'an old one and a fetched one'
if [ "$(PATH=$work/machine:$work/tools "$work/with-node" node --version)" != v22.23.3 ]; then
	echo 'with-node does not run the fetched Node' && found=1
fi
tells node/node_modules/.bin node v18.0.0
expect none 'two old ones'
PATH=$work/machine:$work/tools "$work/with-node" node --version 2>/dev/null &&
	echo 'with-node runs an old Node' && found=1
exit $found
