-- SPDX-License-Identifier: Apache-2.0
-- Takes the close lock for a step: shared while there is something to do, so that several
-- sessions work side by side; alone when nothing seems left, which waits until what the
-- others have under way is there to be seen.  Gives whether it is alone.
CREATE OR REPLACE FUNCTION app.lock_close(p_ends_at timestamptz) RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_is_left CONSTANT boolean :=
        EXISTS (SELECT FROM metering.site_day AS d WHERE d.ends_at = p_ends_at AND d.closing_at IS NULL)
        OR CASE WHEN app.is_rated(p_ends_at)
            THEN EXISTS (SELECT FROM billing.close_work AS c WHERE c.ends_at = p_ends_at)
            ELSE EXISTS (SELECT FROM app.unrated_workspaces(p_ends_at)) END;
BEGIN
    IF v_is_left THEN
        PERFORM pg_advisory_xact_lock_shared(app.lock_class('close'), 0);
    ELSE
        PERFORM pg_advisory_xact_lock(app.lock_class('close'), 0);
    END IF;
    RETURN NOT v_is_left;
END
$$;
