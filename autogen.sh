#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# From a fresh clone to a configured tree: install the missing packages of packages.txt
# (as root or by sudo), have a Node for web/, make ./configure, run it.
set -eu
cd "$(dirname "$0")"

usage()
{
	cat <<'USAGE'
usage: ./autogen.sh [--no-install] [CONFIGURE-ARGUMENT...]
  --no-install   install and fetch nothing, whatever is missing
All other arguments go to ./configure (see ./configure --help afterwards); with
--without-web no Node is needed.
USAGE
}

wanted()
{
	sed -e 's/#.*//' -e 's/[[:space:]]*$//' -e '/^$/d' packages.txt
}

# Debian's npm comes only to fetch a newer Node than Debian's: it conflicts with the
# packages of a newer Node, which has an npm of its own.
npm_wanted()
{
	if [ $web = yes ] && [ "$(build-aux/with-node --which)" = none ] && ! command -v npm >/dev/null 2>&1; then
		echo npm
	fi
}

missing()
{
	for package in $(wanted) $(npm_wanted); do
		state=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
		[ "$state" = installed ] || printf '%s ' "$package"
	done
}

# Prints the command that makes its arguments run as root; fails without the right to.
as_root()
{
	if [ "$(id -u)" -eq 0 ]; then
		echo env
	elif ! command -v sudo >/dev/null 2>&1; then
		return 1
	elif sudo -n true 2>/dev/null; then
		echo sudo -n
	elif [ -t 0 ] && sudo -v; then
		echo sudo
	else
		return 1
	fi
}

install_missing()
{
	if ! command -v dpkg-query >/dev/null 2>&1; then
		echo "autogen.sh: this is no Debian: see packages.txt for what is needed" >&2
		return
	fi
	packages=$(missing)
	packages=${packages% }
	[ -n "$packages" ] || return 0
	if ! root=$(as_root); then
		cat >&2 <<EOM
autogen.sh: packages are missing and this user may not install them. As root:
apt-get update && apt-get install --no-install-recommends $packages
EOM
		exit 1
	fi
	echo "autogen.sh: installing $packages"
	# shellcheck disable=SC2086 # lists of words
	$root sh build-aux/install-packages $packages
}

install=yes web=yes
case ${1-} in
--help | -h) usage && exit 0 ;;
--no-install) install=no && shift ;;
esac
for argument in "$@"; do
	case $argument in
	--without-web | --with-web=*) web=no ;;
	esac
done

if [ $install = yes ]; then
	install_missing
	[ $web = no ] || build-aux/with-node --fetch
fi
autoreconf --force --install
./configure "$@"
