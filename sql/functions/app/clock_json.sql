-- SPDX-License-Identifier: Apache-2.0
-- The business clock as every answer shows it.
CREATE OR REPLACE FUNCTION app.clock_json() RETURNS json
LANGUAGE sql
VOLATILE
BEGIN ATOMIC
    SELECT json_build_object(
        'instant', app.instant(app.clock()),
        'settable', (SELECT d.settable_clock FROM ops.deployment AS d));
END;
