-- SPDX-License-Identifier: Apache-2.0
-- The partition for bill lines of a day's month.
CREATE OR REPLACE FUNCTION app.ensure_billing_partitions(p_day date) RETURNS void
LANGUAGE sql
VOLATILE
BEGIN ATOMIC
    SELECT app.ensure_partition(
        'billing', 'bill_line', date_trunc('month', p_day)::date,
        (date_trunc('month', p_day) + interval '1 month')::date);
END;
