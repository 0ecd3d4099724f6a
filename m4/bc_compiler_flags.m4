dnl SPDX-License-Identifier: Apache-2.0
dnl BC_COMPILER_FLAGS: --enable-werror, --enable-sanitizers, --enable-fuzzers and
dnl the WARN_CFLAGS, HARD_CFLAGS, HARD_LDFLAGS that follow from them.
AC_DEFUN([BC_COMPILER_FLAGS], [
AC_ARG_ENABLE([werror],
  [AS_HELP_STRING([--enable-werror], [make every compiler warning an error])],
  [], [enable_werror=no])
AC_ARG_ENABLE([sanitizers],
  [AS_HELP_STRING([--enable-sanitizers@<:@=LIST@:>@],
    [build with -fsanitize=LIST (address,undefined unless given; thread for the dispatcher)])],
  [], [enable_sanitizers=no])
AC_ARG_ENABLE([fuzzers],
  [AS_HELP_STRING([--enable-fuzzers], [build tests/fuzz with libFuzzer (needs CC=clang-14)])],
  [], [enable_fuzzers=no])

# The two -Wno-: a table ends with { 0 } and a row leaves out what is 0.
WARN_CFLAGS="-Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith dnl
-Wwrite-strings -Wformat=2 -Wvla -Wundef -Wcast-align -Wimplicit-fallthrough -Wdate-time -Wno-missing-field-initializers -Wno-missing-braces"
AS_IF([test "$enable_werror" = yes], [WARN_CFLAGS="$WARN_CFLAGS -Werror"])

AS_CASE([$enable_sanitizers],
  [no], [
    HARD_CFLAGS="-fstack-protector-strong -fPIE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2"
    HARD_LDFLAGS="-pie -Wl,-z,relro,-z,now -Wl,--as-needed"
  ], [
    AS_IF([test "$enable_sanitizers" = yes], [enable_sanitizers=address,undefined])
    HARD_CFLAGS="-fsanitize=$enable_sanitizers -fno-sanitize-recover=all -fno-omit-frame-pointer -g"
    HARD_LDFLAGS="-fsanitize=$enable_sanitizers -Wl,--as-needed"
  ])
AM_CONDITIONAL([ENABLE_SANITIZERS], [test "$enable_sanitizers" != no])

# libFuzzer finds nothing in a library built without its coverage counters.
AS_IF([test "$enable_fuzzers" = yes], [
  HARD_CFLAGS="$HARD_CFLAGS -fsanitize=fuzzer-no-link"
  bc_saved_cflags=$CFLAGS
  CFLAGS="$CFLAGS -fsanitize=fuzzer-no-link"
  AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])], [],
    [AC_MSG_ERROR([--enable-fuzzers needs a compiler with libFuzzer: try CC=clang-14])])
  CFLAGS=$bc_saved_cflags
])
AM_CONDITIONAL([ENABLE_FUZZERS], [test "$enable_fuzzers" = yes])

AC_SUBST([WARN_CFLAGS])
AC_SUBST([HARD_CFLAGS])
AC_SUBST([HARD_LDFLAGS])
])
