-- SPDX-License-Identifier: Apache-2.0
-- The next step of closing the day end p_ends_at, for all sites whose day ends
-- there: mark the days (from then on no point is taken), rate p_batch workspaces, mark the
-- days as rated, settle p_batch accounts, and when nothing is left mark them closed.  Each call is
-- one transaction and finds by itself what is next, so a close can be dropped
-- anywhere and taken up by anyone, and several sessions may take steps at once.
-- step: begun, rated, settled, closed; n = 0 when others have taken what there was.
-- Nothing is settled before everything is rated: an account's bills are to be there all.
--
-- Lock order: the close lock (shared for work, alone to close), intake locks by site,
-- workspaces, accounts.
-- Raises LG010 not over, LG009 closed already, LG022 an earlier day end is open.
CREATE OR REPLACE FUNCTION app.close_step(
    p_ends_at timestamptz, p_batch int, OUT step text, OUT n int, OUT done boolean)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_is_alone CONSTANT boolean := app.lock_close(p_ends_at);
    v_next timestamptz;
BEGIN
    done := false;
    IF p_ends_at > app.clock() THEN
        RAISE SQLSTATE 'LG010' USING MESSAGE = format('the day ends at %s', app.instant(p_ends_at));
    END IF;
    SELECT min(ends_at) INTO v_next FROM metering.site_day WHERE closed_at IS NULL;
    IF v_next IS NULL OR p_ends_at < v_next THEN
        RAISE SQLSTATE 'LG009' USING
            MESSAGE = format('the days that end at %s are closed', app.instant(p_ends_at));
    ELSIF p_ends_at > v_next THEN
        RAISE SQLSTATE 'LG022' USING
            MESSAGE = format('the day end %s is to be closed first', app.instant(v_next));
    END IF;

    step := 'begun';
    n := app.begin_close(p_ends_at);
    IF n = 0 AND NOT app.is_rated(p_ends_at) THEN
        step := 'rated';
        n := app.rate_next(p_ends_at, p_batch);
        IF n = 0 AND v_is_alone THEN
            UPDATE metering.site_day SET rated_at = app.clock() WHERE ends_at = p_ends_at
                AND closed_at IS NULL;
        END IF;
    END IF;
    IF n = 0 AND app.is_rated(p_ends_at) THEN
        step := 'settled';
        n := app.settle_next(p_ends_at, p_batch);
    END IF;
    IF n = 0 AND v_is_alone THEN
        UPDATE metering.site_day SET closed_at = app.clock() WHERE ends_at = p_ends_at AND closed_at IS NULL;
        GET DIAGNOSTICS n = ROW_COUNT;
        PERFORM app.sum_platform_days();
        step := 'closed';
        done := true;
    ELSIF n = 0 THEN
        PERFORM pg_sleep(0.01);
    END IF;
END
$$;
