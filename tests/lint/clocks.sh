#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Which file may read which clock. Business facts (days, validity, journal) are dated
# by app.clock(). Real time is for leases, sessions, stamps of arrival. The start of
# the transaction is for nothing: a lock may be waited for after it.
cd "$(dirname "$0")/../.." || exit 1
found=0

# What reads clock_timestamp(); in migrations it may only be a column's default.
real_time='
sql/init.sql
sql/functions/app/clock.sql
sql/functions/app/end_sessions.sql
sql/functions/app/issue_refresh.sql
sql/functions/app/make_block.sql
sql/functions/app/member_session.sql
sql/functions/app/operator.sql
sql/functions/app/purge_identity.sql
sql/functions/admin/open_session.sql
sql/functions/api/begin_sign_in.sql
sql/functions/api/close_session.sql
sql/functions/api/open_session.sql
sql/functions/api/rotate_session.sql
sql/functions/jobs/claim.sql
sql/functions/jobs/close_step.sql
sql/functions/jobs/fail.sql
sql/functions/jobs/finish.sql
sql/functions/jobs/sweep_step.sql
sql/functions/jobs/tick.sql
'
# What reads the machine's time in C: the log's stamps, how long a request has waited,
# when an access token ends.
machine_time='
fcgi/core/log.c
fcgi/core/machine_time.c
fcgi/core/machine_time.h
fcgi/http/req.c
fcgi/http/token.c
'

complain()
{
	echo "$1"
	found=1
}

# Code without comments.
code_of()
{
	case $1 in
	*.sql) sed 's/--.*//' "$1" ;;
	*) sed -e 's|//.*||' -e 's|/\*.*\*/||' "$1" ;;
	esac
}

is_listed()
{
	case $2 in
	*"
$1
"*) return 0 ;;
	esac
	return 1
}

for file in $(find sql -name '*.sql' ! -name '*.dump.sql' | sort); do
	code_of "$file" | grep -qiE '\b(now *\(\)|current_timestamp|current_date|current_time|localtimestamp|localtime|transaction_timestamp|statement_timestamp)' &&
		complain "$file: reads the transaction's start; use app.clock() or clock_timestamp()"
	case $file in
	sql/migrations/*)
		code_of "$file" | grep -i 'clock_timestamp' | grep -qviE 'DEFAULT clock_timestamp\(\)' &&
			complain "$file: clock_timestamp() other than as a default"
		;;
	*)
		code_of "$file" | grep -qi 'clock_timestamp' && ! is_listed "$file" "$real_time" &&
			complain "$file: clock_timestamp() in a function that clocks.sh does not list"
		;;
	esac
done
for file in $(find fcgi -name '*.[ch]' | sort); do
	code_of "$file" | grep -qE '\b(time|gettimeofday|localtime|localtime_r|gmtime|gmtime_r|ftime|machine_time_ms)\(|CLOCK_REALTIME' &&
		! is_listed "$file" "$machine_time" &&
		complain "$file: reads the machine's time; business time is in the database"
done
exit $found
