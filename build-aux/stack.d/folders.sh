# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154,SC2034 # variables are shared with build-aux/stack
# Where the stack keeps its state and as whom it runs.

service_user=billing-center

# state: the folder of all data; env_file: the file with addresses and passwords;
# links: the folder that gets links to a state elsewhere, or nothing.
folders_find()
{
	build=$BUILD_DIR
	state=${BC_STATE:-}
	# The state that was used last is this build's until another is named.
	if [ -z "$state" ] && [ -L "$build/var/state" ] && [ -d "$build/var/state" ]; then
		state=$(readlink "$build/var/state")
	fi
	env_file=${BC_STACK_ENV:-$build/var/stack.env}
	if [ -z "$state" ] && [ "$(id -u)" -eq 0 ]; then
		state=/var/lib/bc-$(printf %s "$build" | sha256sum | cut -c 1-12)
	fi
	state=${state:-$build/var}
	state=$(realpath -m -- "$state")
	env_file=$(realpath -m -- "$env_file")
	case $state in
	*[!A-Za-z0-9/._+-]*) die "the path $state has characters that a configuration file cannot hold" ;;
	esac
	links=
	[ -n "${BC_STACK_ENV:-}" ] || [ "$state" = "$build/var" ] || links=$build/var
}

# Run a command as the user of the stack: as root never as root.
as_user()
{
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --reuid="$service_user" --regid="$service_user" --clear-groups --no-new-privs -- "$@"
	else
		"$@"
	fi
}

# NAME [MODE]: standard input becomes this file of the state folder, whole or not at all.
state_write()
{
	# shellcheck disable=SC2016 # for the inner shell
	as_user sh -c 'cat >"$1.new" && chmod "$2" "$1.new" && mv "$1.new" "$1"' - \
		"$state/$1" "${2:-600}"
}

folders_make()
{
	if [ "$(id -u)" -eq 0 ]; then
		if ! id -u "$service_user" >/dev/null 2>&1; then
			useradd --system --user-group --no-create-home --home-dir /nonexistent \
				--shell /usr/sbin/nologin "$service_user"
		fi
		mkdir -p "$(dirname "$state")"
		if [ ! -e "$state" ]; then
			install -d -m 700 -o "$service_user" -g "$service_user" "$state"
		fi
	else
		mkdir -p "$state"
	fi
	as_user test -O "$state" -a -w "$state" -a -x "$state" ||
		die "$state does not belong to $(as_user id -un) or is out of its reach: choose another BC_STATE"
	as_user mkdir -p "$state/bin" "$state/log" "$state/run" "$state/nginx/temp"
	mkdir -p "$(dirname "$env_file")"
	if [ -n "$links" ]; then
		mkdir -p "$links"
		ln -sfn "$state" "$links/state"
		ln -sfn "$state/log" "$links/log"
	fi
	sockets_make
	cd "$state" || exit 1
}

# The name is in a file of the service user's: only one that mktemp makes is believed.
sockets_find()
{
	sockets=$(grep -sxE '/(run|tmp)/bc-[A-Za-z0-9]{6}' "$state/run/socket-dir") &&
		as_user test -d "$sockets" -a -O "$sockets"
}

# Socket paths are short (107 bytes at most), so they are not in the state folder.
sockets_make()
{
	local parent=/tmp
	if sockets_find; then
		return
	fi
	[ "$(id -u)" -ne 0 ] || parent=/run
	sockets=$(mktemp -d "$parent/bc-XXXXXX")
	[ "$(id -u)" -ne 0 ] || chown "$service_user:$service_user" "$sockets"
	echo "$sockets" | state_write run/socket-dir
}

folders_drop_sockets()
{
	if sockets_find; then
		as_user find "$sockets" -mindepth 1 -delete
		rmdir "$sockets"
	fi
	as_user rm -f "$state/run/socket-dir"
}

# One up or down at a time.  The folder itself is the lock: a file in it could be
# somebody's link.
folders_lock()
{
	exec 9<"$state"
	flock --wait 300 9 || die "another up or down is at work in $state"
}

# url, port: what BC_PORT says, else what was used last, else 8080.
port_choose()
{
	port=${BC_PORT:-$(cat "$state/run/port" 2>/dev/null || echo 8080)}
	case $port in
	*[!0-9]* | '') die "BC_PORT must be a number, not '$port'" ;;
	esac
	if [ "$port" -lt 1024 ] || [ "$port" -gt 65535 ]; then
		die "BC_PORT must be from 1024 to 65535: nothing here runs as root"
	fi
	url=http://127.0.0.1:$port
	if [ "$port" = "$(cat "$state/run/port" 2>/dev/null)" ] && is_running nginx; then
		return
	fi
	process_kill_orphans nginx
	if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
		die "port $port is in use by another program; choose another one: BC_PORT=$((port + 1)) make up"
	fi
	process_stop nginx QUIT
	echo "$port" | state_write run/port
}
