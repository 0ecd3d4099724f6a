# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154,SC2034 # variables are shared with build-aux/stack
# The private cluster: unix socket only, scram, passwords generated once.

roles='bc_api bc_jobs bc_operator bc_migrate bc_read'

postgresql_secrets()
{
	local role
	if [ ! -s "$state/secrets" ]; then
		for role in postgres $roles; do
			printf '%s=%s\n' "$role" "$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')"
		done | state_write secrets
	fi
}

# The file is the service user's: nothing but a password of ours gets out of it.
secret_of()
{
	sed -n "s/^$1=\([0-9a-f]\{48\}\)$/\1/p" "$state/secrets"
}

postgresql_init()
{
	[ ! -e "$state/pg" ] || return 0
	say "making a PostgreSQL cluster in $state/pg"
	as_user rm -rf "$state/pg.new"
	secret_of postgres | state_write run/pwfile
	as_user "$PG_BINDIR/initdb" --pgdata="$state/pg.new" --username=postgres --encoding=UTF8 \
		--locale=C.UTF-8 --data-checksums --auth=scram-sha-256 --pwfile="$state/run/pwfile" \
		--no-instructions >"$(log_of initdb)" 2>&1 || { show_log initdb && die "initdb failed"; }
	as_user rm -f "$state/run/pwfile"
	echo "include 'billing.conf'" | cat "$state/pg.new/postgresql.conf" - |
		state_write pg.new/postgresql.conf
	echo 'local all all scram-sha-256' | state_write pg.new/pg_hba.conf
	as_user mv "$state/pg.new" "$state/pg"
}

log_of()
{
	as_user touch "$state/log/$1.log"
	echo "$state/log/$1.log"
}

postgresql_settings()
{
	local memory_mb shared_mb=64
	memory_mb=$(awk '/^MemTotal/ { print int($2 / 1024) }' /proc/meminfo)
	[ "$memory_mb" -lt 2000 ] || shared_mb=256
	cat <<-SETTINGS
		# Written by build-aux/stack at every up.
		listen_addresses = ''
		unix_socket_directories = '$sockets'
		port = 5432
		max_connections = 200
		password_encryption = 'scram-sha-256'
		# An upgraded package must not break new sessions of a running server.
		shared_preload_libraries = 'plpgsql'
		shared_buffers = ${shared_mb}MB
		work_mem = 16MB
		maintenance_work_mem = 128MB
		jit = off
		wal_compression = lz4
		max_wal_size = 8GB
		min_wal_size = 256MB
		checkpoint_timeout = 15min
		timezone = 'UTC'
		log_timezone = 'UTC'
		log_line_prefix = '%m [%p] %q%u@%d %a '
		log_lock_waits = on
	SETTINGS
}

# The postmaster's working folder is the cluster: no other process is taken for it.
is_running_postgresql()
{
	running_pid=$(head -n 1 "$state/pg/postmaster.pid" 2>/dev/null) || return 1
	[ -n "$running_pid" ] && [ "$(readlink "/proc/$running_pid/cwd")" = "$state/pg" ]
}

# Backends that outlived a killed postmaster keep the next one from starting.
postgresql_kill_orphans()
{
	local dir
	for dir in /proc/[0-9]*; do
		[ "$(readlink "$dir/cwd" 2>/dev/null)" = "$state/pg" ] || continue
		as_user kill -QUIT "${dir#/proc/}" 2>/dev/null || true
	done
}

postgresql_start()
{
	local tries=0
	[ -x "$PG_BINDIR/initdb" ] || die "no PostgreSQL server found: see packages.txt, then ./configure again"
	postgresql_secrets
	postgresql_init
	[ "$("$PG_BINDIR/postgres" --version | sed 's/.* \([0-9]*\)\..*/\1/')" = "$(cat "$state/pg/PG_VERSION")" ] ||
		die "$state/pg was made by PostgreSQL $(cat "$state/pg/PG_VERSION"), $PG_BINDIR is another version"
	if is_running_postgresql && superuser_sql postgres 'SELECT 1' >/dev/null 2>&1; then
		return
	fi
	# A running one without its socket (a cleaned /tmp) can only be started again.
	[ -S "$sockets/.s.PGSQL.5432" ] || postgresql_stop
	postgresql_settings | state_write pg/billing.conf
	until is_running_postgresql || as_user "$PG_BINDIR/pg_ctl" --pgdata="$state/pg" --silent --wait \
		--timeout=120 --log="$state/log/postgresql.log" start </dev/null >/dev/null 2>&1 9>&-; do
		tries=$((tries + 1))
		[ $tries -ne 10 ] || postgresql_kill_orphans
		[ $tries -lt 60 ] || { show_log postgresql && die "PostgreSQL does not start"; }
		sleep 0.5
	done
	tries=0
	until superuser_sql postgres 'SELECT 1' >/dev/null 2>&1; do
		tries=$((tries + 1))
		[ $tries -lt 240 ] || { show_log postgresql && die "PostgreSQL does not answer"; }
		sleep 0.25
	done
}

postgresql_stop()
{
	is_running_postgresql || return 0
	as_user "$PG_BINDIR/pg_ctl" --pgdata="$state/pg" --silent --wait --timeout=120 --mode=fast stop
}

# DATABASE STATEMENT: one statement as the superuser; prints bare values.
superuser_sql()
{
	PGPASSWORD=$(secret_of postgres) as_user "$PG_BINDIR/psql" --no-psqlrc --quiet --tuples-only \
		--no-align --set=ON_ERROR_STOP=1 --host="$sockets" --port=5432 --username=postgres \
		--dbname="$1" --command="$2" </dev/null
}

database_exists()
{
	[ "$(superuser_sql postgres "SELECT 1 FROM pg_database WHERE datname = 'billing'")" = 1 ]
}

# A database that bcctl init began and did not finish has no row here.
database_clock()
{
	[ -n "$(superuser_sql billing "SELECT to_regclass('ops.deployment')")" ] || return 0
	superuser_sql billing "SELECT CASE WHEN settable_clock THEN 'settable' ELSE 'real' END FROM ops.deployment"
}

# Whatever an operator does leaves a row in the audit log.
database_is_used()
{
	[ -n "$(superuser_sql billing "SELECT to_regclass('ops.audit')")" ] &&
		[ "$(superuser_sql billing 'SELECT count(*) FROM ops.audit')" != 0 ]
}

# A database with the wanted clock and the newest schema. One that has nothing in it
# is made anew when its clock is not the wanted one.
database_prepare()
{
	local clock='' arguments=()
	if database_exists; then
		clock=$(database_clock)
		if [ "$clock" = real ] && [ "$settable" = yes ]; then
			! database_is_used || die "the database in $state is in use and has the real clock;" \
				"the demo needs one of its own: BC_STATE=/another/folder BC_PORT=$((port + 1)) make demo"
			say "the database is unused and has the real clock: making it anew with a settable one"
			clock=''
		fi
		if [ -z "$clock" ]; then
			process_stop bc-jobs TERM
			process_stop bc-api TERM
			superuser_sql postgres 'DROP DATABASE billing WITH (FORCE)'
		fi
	fi
	if [ -z "$clock" ]; then
		[ "$settable" = no ] || arguments+=(--settable-clock)
		say "making the database"
		stack_ctl init ${arguments[@]+"${arguments[@]}"}
	fi
	stack_ctl migrate
}
