-- SPDX-License-Identifier: Apache-2.0
-- The fingerprint of what a bill was rated from.  It covers rule version, price list
-- version, day, modes and the hourly sums behind each line (p_lines, NULL for no
-- line); it does not cover points that no line uses.
CREATE OR REPLACE FUNCTION app.input_hash(p_version_id int, p_day date, p_modes text[], p_lines text)
RETURNS bytea
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT sha256(convert_to(
        concat_ws('|', 1, p_version_id, p_day, array_to_string(p_modes, ','), p_lines), 'UTF8'));
END;
