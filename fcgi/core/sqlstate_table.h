/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SQLSTATEs that PostgreSQL itself raises, S(code or two-letter class, problem).  The first
 * row that fits wins, so codes stand before their class.  Class 22 (bad data) is missing on
 * purpose: it is the caller's fault only where the statement says so (db_stmt.checks_input).
 */
S("40001", BUSY)     /* serialization failure, tries spent */
S("40P01", BUSY)     /* deadlock, tries spent */
S("55P03", BUSY)     /* lock_timeout */
S("57014", BUSY)     /* statement_timeout, cancel */
S("57P", BUSY)       /* shutdown, crash, cannot connect now */
S("25006", BUSY)     /* read-only: a standby that was not promoted yet */
S("25P03", BUSY)     /* idle in transaction time-out */
S("08", BUSY)        /* connection */
S("53", BUSY)        /* out of connections, memory or disk */
