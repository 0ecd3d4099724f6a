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
	[ ! -e "$state/shipped" ] || as_user mv "$state/shipped" "$state/shipped.old"
	as_user mv "$state/shipped.new" "$state/shipped"
	as_user rm -rf "$state/shipped.old"
}

database_url()
{
	printf 'postgresql://%s:%s@/%s?host=%s&port=5432' "$1" "$(secret_of "$1")" "$2" "$sockets"
}

# The file is complete or not there, and never readable by others.
write_stack_env()
{
	cat >"$env_file.new" <<-ENV
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
	ENV
	chmod 600 "$env_file.new"
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

# NAME: start bc-api or bc-jobs; one that runs another program than the build's is replaced.
program_start()
{
	local name=$1 sum
	sum=$(echo "$sockets" | cat "$state/bin/$name" - | sha256sum | cut -c 1-16)
	if is_running "$name" && [ "$running_sum" = "$sum" ]; then
		return
	fi
	process_stop "$name" TERM
	(
		clean_environment
		case $name in
		bc-api) BC_DATABASE_URL=$(database_url bc_api billing) && export BC_DATABASE_URL ;;
		bc-jobs) BC_JOBS_URL=$(database_url bc_jobs billing) && export BC_JOBS_URL ;;
		esac
		export BC_SOCKET_DIR=$sockets
		process_launch "$name" "$sum" "$state/bin/$name"
	)
}

nginx_start()
{
	local conf=$state/nginx/conf sum
	as_user "$state/bin/bc-api" --routes </dev/null |
		as_user "$state/shipped/nginx/make-conf" --out "$conf" --listen "127.0.0.1:$port" \
			--sockets "$sockets" --state "$state/nginx/temp" --logs "$state/log" --workers 2 ||
		die "the configuration of nginx could not be made"
	sum=$(find "$conf" -type f -print0 | sort -z | xargs -0 cat | sha256sum | cut -c 1-16)
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
