dnl SPDX-License-Identifier: Apache-2.0
dnl BC_SERVERS: where PostgreSQL's server programs and nginx are; only `make up`,
dnl `make demo` and the tests use them, the programs themselves do not.
AC_DEFUN([BC_SERVERS], [
AC_ARG_WITH([postgresql-bindir],
  [AS_HELP_STRING([--with-postgresql-bindir=DIR],
    [folder of initdb, pg_ctl and psql, version 15 or newer (default: searched)])],
  [PG_BINDIR=$withval], [PG_BINDIR=])
AC_MSG_CHECKING([for PostgreSQL's server programs])
AS_IF([test -z "$PG_BINDIR"], [
  for bc_version in 17 16 15; do
    bc_dir=/usr/lib/postgresql/$bc_version/bin
    AS_IF([test -z "$PG_BINDIR" && test -x "$bc_dir/initdb"], [PG_BINDIR=$bc_dir])
  done
])
AC_MSG_RESULT([${PG_BINDIR:-none}])
AC_SUBST([PG_BINDIR])
AC_PATH_PROG([NGINX], [nginx], [], [$PATH:/usr/sbin:/usr/local/sbin])
])
