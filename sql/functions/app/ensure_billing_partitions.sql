-- SPDX-License-Identifier: Apache-2.0
-- The partitions for bill lines and their payments of a day's month.
CREATE OR REPLACE FUNCTION app.ensure_billing_partitions(p_day date) RETURNS void
LANGUAGE sql
VOLATILE
BEGIN ATOMIC
    SELECT app.ensure_partition(
        'billing', t, date_trunc('month', p_day)::date,
        (date_trunc('month', p_day) + interval '1 month')::date)
    FROM unnest(ARRAY['bill_line', 'line_payment']) AS t;
END;
