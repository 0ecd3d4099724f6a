-- SPDX-License-Identifier: Apache-2.0
-- What keeps a workspace-day from being billed; NULL when nothing does.  p_faults
-- are those of its lines, NULL for none; p_exact is what the lines add up to.
CREATE OR REPLACE FUNCTION app.rating_fault(
    p_version_id int, p_region text, p_currency text, p_faults text, p_exact numeric)
RETURNS text
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT CASE
        WHEN p_version_id IS NULL
            THEN format('no price list of region %s in %s is in force', p_region, p_currency)
        WHEN p_faults IS NOT NULL THEN p_faults
        WHEN p_exact > 1e12 THEN format('the bill comes to %s, more than any bill may', trunc(p_exact))
        END;
END;
