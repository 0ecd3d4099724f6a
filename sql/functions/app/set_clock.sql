-- SPDX-License-Identifier: Apache-2.0
-- Moves the business clock forward, on a database made for it only.  Setting it
-- where it stands changes nothing.  Raises LG012 not settable, LG013 backwards.
CREATE OR REPLACE FUNCTION app.set_clock(p_instant timestamptz) RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_instant timestamptz;
BEGIN
    IF NOT coalesce((SELECT settable_clock FROM ops.deployment), false) THEN
        RAISE SQLSTATE 'LG012' USING
            MESSAGE = 'this database keeps real time; only one made with --settable-clock can be set';
    END IF;
    IF p_instant IS NULL OR NOT isfinite(p_instant) THEN
        PERFORM app.fail_field('/instant', 'an instant such as 2015-02-27T00:00:00Z');
    END IF;
    SELECT instant INTO v_instant FROM ops.clock FOR UPDATE;
    IF p_instant < v_instant THEN
        RAISE SQLSTATE 'LG013' USING
            MESSAGE = format('the clock stands at %s already', app.instant(v_instant));
    END IF;
    UPDATE ops.clock SET instant = p_instant;
    IF p_instant > v_instant THEN
        PERFORM app.audit(session_user, 'set_clock', 'clock', NULL,
            to_jsonb(app.instant(v_instant)), to_jsonb(app.instant(p_instant)));
    END IF;
    PERFORM app.ensure_site_days(s.id) FROM catalog.site AS s ORDER BY s.id;
    RETURN json_build_object('instant', app.instant(p_instant), 'settable', true);
END
$$;
