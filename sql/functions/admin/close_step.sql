-- SPDX-License-Identifier: Apache-2.0
-- The next step of closing everything up to a site's billing day, in order of day
-- ends: called until done.  A day that is closed is answered as such (already), once
-- what faults kept from it has been tried again.  The close delay is not waited
-- for: the operator has decided.  faults = what is open on days up to this one.
-- Raises LG001, LG005, LG006, LG010.
CREATE OR REPLACE FUNCTION admin.close_step(
    p_session uuid, p_site text, p_day date, p_batch int,
    OUT step text, OUT n int, OUT done boolean, OUT day_end text, OUT already boolean,
    OUT faults int)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_actor CONSTANT text := app.operator(p_session);
    v_site CONSTANT catalog.site := app.site_of(p_site);
    v_target metering.site_day;
    v_next timestamptz;
BEGIN
    PERFORM app.ensure_site_days(s.id) FROM catalog.site AS s ORDER BY s.id;
    SELECT * INTO v_target FROM metering.site_day WHERE site_id = v_site.id AND day = p_day;
    already := v_target.closed_at IS NOT NULL;
    IF p_day IS NULL OR p_day < v_site.first_day THEN
        PERFORM app.fail_field('/day', format('a day from the site''s first on, %s', v_site.first_day));
    ELSIF v_target.ends_at IS NULL OR v_target.ends_at > app.clock() THEN
        RAISE SQLSTATE 'LG010' USING MESSAGE = format(
            'the day %s of %s is not over: it ends at %s',
            p_day, p_site, coalesce(app.instant(v_target.ends_at), 'a later time'));
    ELSIF already THEN
        step := 'retried';
        n := app.retry_faults(v_target.ends_at);
        done := true;
        v_next := v_target.ends_at;
    ELSE
        SELECT min(ends_at) INTO v_next FROM metering.site_day WHERE closed_at IS NULL;
        SELECT c.step, c.n, c.done AND v_next = v_target.ends_at INTO step, n, done
        FROM app.close_step(v_next, p_batch) AS c;
    END IF;
    day_end := app.instant(v_next);
    SELECT count(*) INTO faults FROM billing.close_fault AS f
    WHERE f.resolved_at IS NULL AND f.ends_at <= v_target.ends_at;
    IF done AND (NOT already OR n > 0) THEN
        PERFORM app.audit(v_actor, 'close', p_site || '/' || p_day, NULL, NULL,
            jsonb_build_object('day_end', day_end, 'step', step, 'n', n));
    END IF;
EXCEPTION
    WHEN SQLSTATE 'LG009' THEN
        step := 'closed';
        n := 0;
        done := false;
        day_end := app.instant(v_next);
END
$$;
