"""Drivers of data stores that package manifests ask for."""

import pytest

from driftscan.model.fact import FileFacts, RequirementFact
from driftscan.model.service_fact import Piece, ServiceFacts, StoreFact
from driftscan.model.service_graph import Evidence
from driftscan.services.drivers import drivers_of
from driftscan.services.facts import FactFile, TreeFacts


@pytest.mark.parametrize(
    ("path", "name", "scope", "engine"),
    [
        ("go.mod", "github.com/jackc/pgx/v5", "runtime", "postgresql"),
        ("package.json", "mysql2", "runtime", "mysql"),
        ("a/pom.xml", "org.xerial:sqlite-jdbc", "runtime", "sqlite"),
        ("A.csproj", "Microsoft.EntityFrameworkCore.SqlServer", "runtime", "sqlserver"),
        ("pyproject.toml", "psycopg", "optional", "postgresql"),
        ("Gemfile", "pg", "dev", ""),  # only for those who develop
        ("go.mod", "github.com/lib/pq", "pinned", ""),  # only another one asks for it
        ("tests/package.json", "mongodb", "runtime", ""),
        ("package.json", "express", "runtime", ""),
    ],
)
def test_drivers(path: str, name: str, scope: str, engine: str) -> None:
    facts = FileFacts(requirements=(RequirementFact(name, 3, scope),))
    tree = TreeFacts((), {path.encode(): (facts,)}, frozenset([b""]))
    found = [(each.engine, [line.path for line in each.evidence]) for each in drivers_of(tree)]
    assert found == ([(engine, [path.encode()])] if engine else [])


def test_one_for_each_engine_those_near_the_top_first() -> None:
    manifests = {
        path: (FileFacts(requirements=(RequirementFact("redis", 3),)),)
        for path in (b"a/b/package.json", b"z/package.json", b"package.json")
    }
    (found,) = drivers_of(TreeFacts((), manifests, frozenset([b""])))
    assert [line.path for line in found.evidence] == [
        b"package.json",
        b"z/package.json",
        b"a/b/package.json",
    ]


def test_code_that_opens_one() -> None:
    """Whichever its address; what no library is asked for may stand with the language."""
    told = (Piece("text", ":memory:"),)  # what the line says in full needs no guess
    facts = ServiceFacts(
        stores=(
            StoreFact("sqlite", told, 3, "sqlite3"),
            StoreFact("sqlite", (), 7, "sqlite3"),
            StoreFact("", (), 9),
            StoreFact("mysql", (Piece("text", "mysql://db/"), Piece("name", "NAME")), 11, "mysql"),
        )
    )
    tree = TreeFacts((FactFile(b"app/db.py", "python", facts),), {}, frozenset([b"app"]))
    assert [(each.engine, each.evidence, each.opened) for each in drivers_of(tree)] == [
        ("mysql", (), (Evidence(b"app/db.py", 11, "mysql"),)),
        ("sqlite", (), (Evidence(b"app/db.py", 7, "sqlite3"),)),
    ]
