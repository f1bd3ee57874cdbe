"""Names of tables as facts show them, and those that are no data of the program's own."""

from driftscan.extract.sql.tokens import HOLE

_ANY = "*"
_LONGEST = 130
_MOST_PARTS = 4
# What lasts as long as a connection is there, too: tempdb of SQL Server, pg_temp of PostgreSQL.
_CATALOGUES = frozenset(
    "information_schema pg_catalog sys performance_schema mysql tempdb pg_temp".split()
)
_NO_TABLES = frozenset(
    "dual sqlite_master sqlite_schema sqlite_sequence pg_class pg_namespace pg_tables pg_database "
    "pg_indexes pg_stat_activity pg_attribute pg_type pg_roles pg_user pg_locks sysobjects "
    "sysindexes inserted deleted stdin stdout".split()
)


def table_name(parts: list[str]) -> str:
    """`schema.table`; a hole in a name is `*`, and a part that is nothing else is left out of the
    front. '' where nothing of the table's own name is known, or it is the database's own."""
    shown = [part.strip().replace(HOLE, _ANY) for part in parts]
    while len(shown) > 1 and not shown[0].strip(_ANY):
        shown.pop(0)
    if not shown or not shown[-1].strip("*_.-"):
        return ""
    if len(shown[-1]) > _LONGEST or len(shown) > _MOST_PARTS:
        return ""
    if shown[0].lower() in _CATALOGUES or shown[-1].lower() in _NO_TABLES:
        return ""
    return ".".join(part for part in shown if part)
