# SPDX-License-Identifier: Apache-2.0
"""A checksum of every table, to see whether anything at all was changed."""

SCHEMAS = ("account", "billing", "catalog", "identity", "ledger", "metering", "ops")


def tables(connection):
    return [row[0] for row in connection.execute(
        "SELECT c.oid::regclass::text FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace"
        " WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = ANY (%s) ORDER BY 1",
        (list(SCHEMAS),)).fetchall()]


def checksums(connection):
    """Table -> MD5 over its rows as text, in the order of that text."""
    query = " UNION ALL ".join(
        f"SELECT '{table}', md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE \"C\")) FROM {table} AS t"
        for table in tables(connection))
    return dict(connection.execute(query).fetchall())
