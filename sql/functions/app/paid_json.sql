-- SPDX-License-Identifier: Apache-2.0
-- By what bills were paid, from amounts in minor units; NULL is nothing.  cloud is aws
-- and alibaba together.
CREATE OR REPLACE FUNCTION app.paid_json(
    p_currency text, p_ordinary bigint, p_full_reduction bigint, p_card bigint, p_cash bigint,
    p_arrears bigint, p_cloud bigint)
RETURNS json
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT json_build_object(
        'ordinary', app.money(p_currency, coalesce(p_ordinary, 0)),
        'full_reduction', app.money(p_currency, coalesce(p_full_reduction, 0)),
        'card', app.money(p_currency, coalesce(p_card, 0)),
        'cash', app.money(p_currency, coalesce(p_cash, 0)),
        'arrears', app.money(p_currency, coalesce(p_arrears, 0)),
        'cloud', app.money(p_currency, coalesce(p_cloud, 0)));
END;
