dnl SPDX-License-Identifier: Apache-2.0
dnl BC_WEB: whether make builds the console in web/, and WEB_DIST, the folder of the
dnl built one, or nothing.
AC_DEFUN([BC_WEB], [
AC_ARG_WITH([web],
  [AS_HELP_STRING([--without-web], [neither build nor install the console; --with-web=DIR: take it built, from DIR])],
  [], [with_web=yes])
AS_CASE([$with_web],
  [no], [WEB_DIST=],
  [yes], [WEB_DIST=`cd "$srcdir" && pwd`/web/dist],
  [/*], [WEB_DIST=$with_web],
  [AC_MSG_ERROR([--with-web wants an absolute path])])
AM_CONDITIONAL([BUILD_WEB], [test "$with_web" = yes])
AC_SUBST([WEB_DIST])
])
