# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154,SC2034 # variables are shared with build-aux/stack
# Processes by name: run/NAME.pid holds "PID START CHECKSUM": the start time tells the
# process from a later one with its number, the checksum the program it runs.

# The time at which a process was started, in clock ticks since boot; fails when it is
# gone, or a zombie that nobody has reaped.
process_birth()
{
	local stat
	stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
	# Field 22; the second one may contain blanks and ends with the last ")".
	# shellcheck disable=SC2086 # fields
	set -- ${stat##*) }
	[ "$1" != Z ] && echo "${20}"
}

# Sets running_pid and running_sum.
is_running()
{
	local birth
	running_pid='' running_sum=''
	[ -r "$state/run/$1.pid" ] || return 1
	read -r running_pid birth running_sum <"$state/run/$1.pid" || return 1
	[ "$(process_birth "$running_pid")" = "$birth" ]
}

# Processes of a session, zombies left out.
session_members()
{
	{ ps -o stat=,pid= --sid "$1" || true; } | awk '$1 !~ /^Z/ { print $2 }'
}

# Children of a killed master are still in its session and hold its sockets.
process_kill_orphans()
{
	local orphans tries=0
	is_running "$1" && return
	if [ -z "$running_pid" ] || process_birth "$running_pid" >/dev/null; then
		return
	fi
	orphans=$(session_members "$running_pid")
	[ -n "$orphans" ] || return 0
	say "killing what is left of $1"
	# shellcheck disable=SC2086 # a list of numbers
	while [ -n "$orphans" ]; do
		as_user kill -KILL $orphans 2>/dev/null || true
		sleep 0.02
		tries=$((tries + 1))
		[ $tries -lt 500 ] || die "processes of $1 do not end:" $orphans
		orphans=$(session_members "$running_pid")
	done
}

# NAME SIGNAL: stop a process with its children; after 30 s by force.
process_stop()
{
	local name=$1 signal=$2 tries=0
	if is_running "$name"; then
		as_user kill "-$signal" "$running_pid" 2>/dev/null || true
		while is_running "$name"; do
			tries=$((tries + 1))
			if [ $tries -eq 600 ]; then
				say "$name does not stop: killing it"
				as_user kill -KILL "$running_pid" 2>/dev/null || true
			fi
			sleep 0.05
		done
	fi
	process_kill_orphans "$name"
	rm -f "$state/run/$name.pid"
}

# NAME CHECKSUM COMMAND…: start a process that survives this shell, logging to log/NAME.log.
# Its pid file is written by the process itself, so it is never without one.
process_launch()
{
	local name=$1 sum=$2
	shift 2
	(
		cd "$state" || exit 1
		exec 9>&- </dev/null
		# The fields of its own /proc/PID/stat, as in process_birth.
		# shellcheck disable=SC2016 # for the inner shell
		exec_as_user sh -c '
			name=$1 sum=$2
			shift 2
			read -r stat </proc/$$/stat
			birth=$(set -- ${stat##*) } && echo "${20}")
			echo "$$ $birth $sum" >"run/$name.pid"
			exec "$@" >>"log/$name.log" 2>&1
		' - "$name" "$sum" "$@"
	) &
}

exec_as_user()
{
	if [ "$(id -u)" -eq 0 ]; then
		exec setsid setpriv --reuid="$service_user" --regid="$service_user" --clear-groups \
			--no-new-privs -- "$@"
	fi
	exec setsid "$@"
}

show_log()
{
	echo "--- the end of $state/log/$1.log" >&2
	tail -n 20 "$state/log/$1.log" >&2 || true
}
