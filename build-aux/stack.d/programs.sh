# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154,SC2034 # variables are shared with build-aux/stack
# The programs of the build and nginx. They run from copies in the state folder: the
# build may lie where the stack's user cannot look, and is rebuilt while they run.

programs_are_built()
{
	local name
	for name in bc-api bc-jobs bcctl; do
		[ -x "$build/$name" ] || die "$name is not built: run make first"
	done
	[ -n "$NGINX" ] || die "no nginx found: see packages.txt, then ./configure again"
}

copy_programs()
{
	local name
	for name in bc-api bc-jobs bcctl; do
		cmp -s "$build/$name" "$state/bin/$name" ||
			state_write "bin/$name" 700 <"$build/$name"
	done
	as_user rm -rf "$state/shipped.new" "$state/shipped.old"
	as_user mkdir "$state/shipped.new"
	tar -C "$SOURCE_DIR" -cf - sql nginx | as_user tar -C "$state/shipped.new" --no-same-owner -xf -
	if [ -r "$WEB_DIST/index.html" ]; then
		as_user mkdir "$state/shipped.new/web"
		tar -C "$WEB_DIST" --exclude='./.?*' -cf - . | as_user tar -C "$state/shipped.new/web" --no-same-owner -xf -
	else
		say "the console is not built: serving the API alone"
	fi
	[ ! -e "$state/shipped" ] || as_user mv "$state/shipped" "$state/shipped.old"
	as_user mv "$state/shipped.new" "$state/shipped"
	as_user rm -rf "$state/shipped.old"
}

database_url()
{
	printf 'postgresql://%s:%s@/%s?host=%s&port=5432' "$1" "$(secret_of "$1")" "$2" "$sockets"
}

# The key that signs access tokens, made once.
token_keys_make()
{
	[ -s "$state/token-keys" ] ||
		printf '1 HS256 %s\n' "$(head -c 32 /dev/urandom | base64 -w 0)" | state_write token-keys
}

# The key that signs the digests of each day, made once, and the folder they go to.
digest_key_make()
{
	as_user mkdir -p "$state/digests"
	[ ! -e "$state/digest-key" ] || return 0
	(
		clean_environment
		as_user "$state/bin/bcctl" digest key "$state/digest-key" </dev/null >/dev/null 9>&-
	) || die "the key of the digests could not be made"
}

# The file is complete or not there, and never readable by others.
write_stack_env()
{
	{
		cat <<-ENV
			# Written by build-aux/stack. Passwords: keep it private.
			BC_URL='$url'
			BC_DATABASE_URL='$(database_url bc_api billing)'
			BC_JOBS_URL='$(database_url bc_jobs billing)'
			BC_OPERATOR_URL='$(database_url bc_operator billing)'
			BC_OWNER_URL='$(database_url bc_migrate billing)'
			BC_READ_URL='$(database_url bc_read billing)'
			BC_SUPERUSER_URL='$(database_url postgres billing)'
			BC_PORT='$port'
			BC_STATE='$state'
			BC_SOCKET_DIR='$sockets'
			BC_DIGEST_DIR='$state/digests'
			BC_DIGEST_KEY_FILE='$state/digest-key'
			BC_TOKEN_KEYS_FILE='$state/token-keys'
		ENV
		demo_lines "$state/demo.env"
	} >"$env_file.new"
	mv "$env_file.new" "$env_file"
}

# FILE: its sign-ins of the demo. It is the service user's: no other line gets out of it.
demo_lines()
{
	grep -sxE "BC_DEMO_(USER|PASSWORD)(_[A-Z])?='[A-Za-z0-9@._+-]{1,200}'" "$1" || true
}

demo_env()
{
	if [ ! -d "$state" ] || [ ! -r "$env_file" ]; then
		die "there is no stack to keep them: run up first"
	fi
	folders_lock
	demo_lines /dev/stdin <"$demo_file" >"$env_file.new"
	cd "$state" || exit 1
	state_write demo.env <"$env_file.new"
	{
		sed '/^BC_DEMO_/d' "$env_file"
		demo_lines "$state/demo.env"
	} >"$env_file.new"
	mv "$env_file.new" "$env_file"
}

# The environment of a program: these BC_ names, none of the caller's that would
# change which database it uses.
clean_environment()
{
	local name
	for name in $(compgen -e); do
		case $name in
		BC_WORKERS | BC_THREADS | BC_RUNNERS | BC_LEASE_SECONDS) ;;
		BC_* | PG*) unset "$name" ;;
		esac
	done
}

# bcctl of this build, for the owner of the stack; its settings come by the environment.
stack_ctl()
{
	(
		clean_environment
		set -a
		# shellcheck source=/dev/null # written above
		. "$env_file"
		BC_SQL_DIR=$state/shipped/sql
		BC_OPERATOR=stack
		set +a
		cd "$state"
		as_user "$state/bin/bcctl" "$@" </dev/null 9>&-
	) || die "bcctl $* failed"
}

# NAME: the environment of bc-api or bc-jobs, for a subshell.
program_environment()
{
	clean_environment
	case $1 in
	bc-api)
		BC_DATABASE_URL=$(database_url bc_api billing)
		BC_TOKEN_KEYS_FILE=$state/token-keys
		export BC_DATABASE_URL BC_TOKEN_KEYS_FILE
		;;
	bc-jobs)
		BC_JOBS_URL=$(database_url bc_jobs billing)
		BC_DIGEST_DIR=$state/digests BC_DIGEST_KEY_FILE=$state/digest-key
		export BC_JOBS_URL BC_DIGEST_DIR BC_DIGEST_KEY_FILE
		;;
	esac
	export BC_SOCKET_DIR=$sockets
}

short_sum()
{
	sha256sum | cut -c 1-16
}

# NAME: start bc-api or bc-jobs. One that runs another program than the build's becomes
# that one; one that has other settings is stopped first.
program_start()
{
	local name=$1 settings sum
	settings=$(program_environment "$name" && env | grep '^BC_' | sort | short_sum)
	sum=$settings-$(cat "$state/bin/$name" "$state/token-keys" | short_sum)
	if is_running "$name"; then
		[ "$running_sum" != "$sum" ] || return 0
		if [ "${running_sum%-*}" = "$settings" ] && program_reload "$name" "$sum"; then
			return
		fi
	fi
	process_stop "$name" TERM
	(
		program_environment "$name"
		process_launch "$name" "$sum" "$state/bin/$name"
	)
}

# NAME CHECKSUM: the master, which is_running has found, becomes the new program and
# replaces its workers one by one, so that no request waits for it.
program_reload()
{
	local name=$1 sum=$2 tries=0
	as_user kill -HUP "$running_pid"
	while runs_a_replaced_program "$running_pid"; do
		tries=$((tries + 1))
		[ $tries -lt 300 ] || return 1
		sleep 0.1
	done
	is_running "$name" &&
		echo "$running_pid $(process_birth "$running_pid") $sum" | state_write "run/$name.pid"
}

# SESSION: whether a process of it runs a file that another has taken the place of.
runs_a_replaced_program()
{
	local pid
	for pid in $(session_members "$1"); do
		case $(readlink "/proc/$pid/exe" 2>/dev/null) in
		*' (deleted)') return 0 ;;
		esac
	done
	return 1
}

nginx_start()
{
	local conf=$state/nginx/conf sum web=()
	[ ! -d "$state/shipped/web" ] || web=(--web "$state/shipped/web")
	as_user "$state/bin/bc-api" --routes </dev/null |
		as_user "$state/shipped/nginx/make-conf" --out "$conf" --listen "127.0.0.1:$port" \
			--sockets "$sockets" --state "$state/nginx/temp" --logs "$state/log" --workers 2 \
			--sign-in-rate "${BC_SIGN_IN_RATE:-5}" ${web[@]+"${web[@]}"} ||
		die "the configuration of nginx could not be made"
	sum=$(find "$conf" -type f -print0 | sort -z | xargs -0 cat | short_sum)
	if is_running nginx && [ "$running_sum" = "$sum" ]; then
		return
	fi
	process_stop nginx QUIT
	as_user "$NGINX" -q -t -e "$state/log/nginx-error.log" -p "$state/nginx" -c "$conf/nginx.conf" ||
		die "nginx refuses its configuration in $conf"
	process_launch nginx "$sum" \
		"$NGINX" -e "$state/log/nginx-error.log" -p "$state/nginx" -c "$conf/nginx.conf"
}

wait_until_ready()
{
	local name tries=0
	until is_running bc-api && is_running bc-jobs && is_running nginx &&
		curl --silent --fail --max-time 5 --output /dev/null "$url/readyz"; do
		tries=$((tries + 1))
		for name in bc-api bc-jobs nginx; do
			if [ $tries -gt 10 ] && ! is_running "$name"; then
				show_log "$name" && die "$name has stopped"
			fi
		done
		[ $tries -lt 300 ] || { show_log bc-api && die "bc-api is not ready"; }
		sleep 0.1
	done
}
