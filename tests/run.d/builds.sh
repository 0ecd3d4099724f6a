# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # variables are shared with tests/run
# Builds for the tests. configure refuses a second build of a tree that is configured in
# place, so each has a copy of the sources, kept up to date by what is newer here.

# FOLDER: make it a copy of the sources; what is gone here goes there too.
mirror()
{
	local folder=$1
	mkdir -p "$folder"
	tests/lint/files >"$folder/.mirrored.new"
	if [ -e "$folder/.mirrored" ]; then
		LC_ALL=C comm -13 "$folder/.mirrored.new" "$folder/.mirrored" |
			(cd "$folder" && xargs -r -d '\n' rm -f)
	fi
	xargs -d '\n' cp --parents --preserve=mode,timestamps --update --target-directory="$folder" \
		<"$folder/.mirrored.new"
	mv "$folder/.mirrored.new" "$folder/.mirrored"
}

# NAME CONFIGURE-ARGUMENT…: build/NAME, up to date, with its test programs.
build_of()
{
	local folder=build/$1
	shift
	set -- --enable-werror --disable-full-check "--with-web=$top/web/dist" "$@"
	mirror "$folder" || return 1
	if [ ! -e "$folder/config.status" ] || [ "$(cat "$folder/.configured" 2>/dev/null)" != "$*" ]; then
		(cd "$folder" && ./autogen.sh --no-install "$@") || return 1
		echo "$*" >"$folder/.configured"
	fi
	make -s -C "$folder" -j "$(nproc)" all && make -s -C "$folder" -j "$(nproc)" check-programs
}

build_asan()
{
	build_of asan --enable-sanitizers CFLAGS='-O1 -g'
}

build_tsan()
{
	build_of tsan --enable-sanitizers=thread CFLAGS='-O1 -g'
}
