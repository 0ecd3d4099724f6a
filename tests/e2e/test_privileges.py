# SPDX-License-Identifier: Apache-2.0
"""What the login roles may not do, tried by them."""
import psycopg
import pytest

ROLES = ["BC_DATABASE_URL", "BC_JOBS_URL", "BC_OPERATOR_URL", "BC_READ_URL"]


@pytest.fixture(params=ROLES)
def role(request, books):
    with psycopg.connect(books.urls[request.param], autocommit=True) as connection:
        yield connection


def refuses(connection, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement)


def test_role_owns_and_creates_nothing(role):
    for statement in ("CREATE TABLE public.t (x int)", "CREATE SCHEMA mine", "CREATE TEMP TABLE t (x int)",
                      "CREATE DOMAIN pg_temp.text AS pg_catalog.text CHECK (false)",
                      "CREATE FUNCTION app.f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "SET ROLE bc_owner"):
        with pytest.raises(psycopg.Error):
            role.execute(statement)


def test_role_writes_no_table(role):
    for table in ("ledger.entry", "ledger.account", "billing.bill", "metering.usage_point", "ops.clock"):
        with pytest.raises(psycopg.Error) as caught:
            role.execute(f"DELETE FROM {table}")
        assert caught.value.sqlstate in ("42501", "25006"), table


@pytest.mark.parametrize("name", ["BC_DATABASE_URL", "BC_JOBS_URL", "BC_OPERATOR_URL"])
def test_role_reads_no_table(books, name):
    with psycopg.connect(books.urls[name], autocommit=True) as connection:
        for table in ("ledger.entry", "catalog.site_credential", "ops.audit", "ops.setting"):
            refuses(connection, f"SELECT * FROM {table}")


def test_door_without_a_session_is_shut(books):
    with pytest.raises(psycopg.Error) as caught:
        books.operator.execute("SELECT admin.list_accounts('00000000-0000-0000-0000-000000000000')")
    assert caught.value.sqlstate == "LG001"


BCCTL_ALONE = (
    "open_session('anna')", "create_operator({s}, 'mine', NULL, 'r')", "set_member_state({s}, 'a', 'b', 'r')",
    "set_member_password({s}, 'a', 'b', 'r')", "list_accounts({s})", "prove_books({s})")


def test_web_server_mints_no_sessions_and_sign_ins(books):
    """Whoever takes over bc-api sees tokens of operators pass, and still makes none."""
    with psycopg.connect(books.urls["BC_DATABASE_URL"], autocommit=True) as connection:
        for call in BCCTL_ALONE:
            refuses(connection, "SELECT admin." + call.format(s=f"'{books.session}'"))
        connection.execute(f"SELECT admin.list_proposals('{books.session}', NULL, NULL, NULL, NULL)")


def test_functions_run_no_temporary_domain_of_their_caller(books):
    """Even with TEMPORARY given, a domain named like a built-in type is not what a definer function sees."""
    superuser = psycopg.connect(books.urls["BC_SUPERUSER_URL"], autocommit=True)
    name = superuser.info.dbname
    superuser.execute(f'GRANT TEMPORARY ON DATABASE "{name}" TO bc_api')
    try:
        with psycopg.connect(books.urls["BC_DATABASE_URL"], autocommit=True) as attacker:
            attacker.execute("CREATE FUNCTION pg_temp.steal(x pg_catalog.anyelement) RETURNS boolean LANGUAGE plpgsql"
                             " AS $$ BEGIN RAISE EXCEPTION 'ran as %', current_user; END $$")
            for domain, base in (("text", "text"), ("json", "json"), ("jsonb", "jsonb"), ("int4", "int4"),
                                 ("numeric", "numeric"), ("timestamptz", "timestamptz")):
                attacker.execute(f"CREATE DOMAIN pg_temp.{domain} AS pg_catalog.{base} CHECK (pg_temp.steal(VALUE))")
            attacker.execute("SET search_path = pg_temp, pg_catalog")

            ready = attacker.execute("SELECT api.ready(7)").fetchone()[0]

            assert "ready" in str(ready)
    finally:
        superuser.execute(f'REVOKE TEMPORARY ON DATABASE "{name}" FROM bc_api')
        superuser.close()
