"""Makes of database that scripts are written for, as their folders and names say."""

import re
from collections.abc import Iterable

_MAKES = {
    "mysql": "mysql|mariadb",
    "postgres": "postgres(?:ql)?|pgsql|pg|opengauss|kingbase",
    "sqlite": "sqlite3?",
    "h2": "h2|hsqldb|derby",
    "oracle": "oracle",
    "mssql": "mssql|sqlserver",
    "dm": "dm8?|dameng",
    "db2": "db2",
    "clickhouse": "clickhouse",
    "cockroach": "cockroach(?:db)?",
}
_MAKE = re.compile(
    "|".join(rf"(?<![a-z])(?P<{name}>{words})(?![a-z])" for name, words in _MAKES.items()),
    re.IGNORECASE,
)


def makes_in(paths: Iterable[bytes]) -> frozenset[str]:
    """Of all scripts; none of one whose path says nothing."""
    texts = (path.decode("utf-8", "replace") for path in paths)
    found = (each.lastgroup for text in texts for each in _MAKE.finditer(text))
    return frozenset(name for name in found if name)
