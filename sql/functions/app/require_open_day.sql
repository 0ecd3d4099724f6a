-- SPDX-License-Identifier: Apache-2.0
-- Refuses a day that has begun to close, or lies before the site's first.
-- Raises LG005, LG009.
CREATE OR REPLACE FUNCTION app.require_open_day(p_site_id int, p_day date, p_pointer text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_first date;
BEGIN
    SELECT first_day INTO STRICT v_first FROM catalog.site WHERE id = p_site_id;
    IF p_day < v_first OR NOT isfinite(p_day) THEN
        PERFORM app.fail_field(p_pointer, format('a day from the site''s first on, %s', v_first));
    END IF;
    IF EXISTS (SELECT FROM metering.site_day
        WHERE site_id = p_site_id AND day = p_day AND closing_at IS NOT NULL)
    THEN
        RAISE SQLSTATE 'LG009' USING
            MESSAGE = format('the billing day %s is closed', p_day), COLUMN = p_pointer;
    END IF;
END
$$;
