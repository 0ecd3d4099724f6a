-- SPDX-License-Identifier: Apache-2.0
-- The days a query asks for, at most 366; until when not said p_today, from when not
-- said 30 days before.  Raises LG005.
CREATE OR REPLACE FUNCTION app.read_days(
    p_from text, p_until text, p_today date, OUT from_day date, OUT until_day date)
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    until_day := coalesce(app.read_day(p_until, '/until'), p_today);
    from_day := coalesce(app.read_day(p_from, '/from'), until_day - 30);
    IF from_day > until_day THEN
        PERFORM app.fail_field('/from', format('a day that is not after %s', until_day));
    ELSIF until_day - from_day > 365 THEN
        PERFORM app.fail_field('/from', format('at most 366 days before the end of %s', until_day));
    END IF;
END
$$;
