-- SPDX-License-Identifier: Apache-2.0
-- An operator as every answer shows it.
CREATE OR REPLACE FUNCTION app.operator_json(p_operator identity.operator) RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT json_build_object('operator', p_operator.name, 'email', p_operator.email,
        'created_at', app.instant(date_trunc('second', p_operator.created_at)));
END;
