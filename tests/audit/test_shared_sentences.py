"""What a summary says of stores and data sets that several code bases use."""

import pytest

from driftscan.model.service_graph import (
    ONLY_ONE_SURENESS,
    DataUse,
    Evidence,
    Service,
    ServiceGraph,
)
from driftscan.report.audit.system import data

_DB = Service(name="db", kind="datastore", engine="postgresql")
_SERVICES = (
    Service(name="a", kind="service", folder=b"a"),
    Service(name="b", kind="service", folder=b"b"),
    Service(name="c", kind="service", folder=b"c"),
    Service(name="tool", kind="service"),
    _DB,
)
_STORE = "Used by several programs"

# service, data set, mode, line of code; database 'main' unless the last says another
CASES: dict[str, tuple[list[tuple[int, str, str, str]], list[str]]] = {
    "nobody uses any": ([], []),
    "one code base": ([(0, "orders", "w", "a.py")], []),
    "one code base and a tool of others": (
        [(0, "orders", "w", "a.py"), (3, "", "", "compose.yml")],
        [],
    ),
    "who does what is named": (
        [(0, "orders", "w", "a.py"), (1, "orders", "rw", "b.py"), (2, "orders", "r", "c.py")],
        [
            f"{_STORE}, for example: a and b use database main on db (a.py:1; b.py:1).",
            "Used by several code bases: orders in main on db (a writes it, a.py:1; b uses it, "
            "b.py:1; c reads it, c.py:1).",
        ],
    ),
    "of many the first, those that most write in front": (
        [
            *((0, f"t{at}", "w", f"a{at}.py") for at in range(5)),
            *((1, f"t{at}", "w" if at else "r", f"b{at}.py") for at in range(5)),
        ],
        [
            f"{_STORE}: a and b use database main on db (a0.py:1; b0.py:1).",
            "Used by several code bases, for example: t1 in main on db (a writes it, a1.py:1; b "
            "writes it, b1.py:1); t2 in main on db (a writes it, a2.py:1; b writes it, b2.py:1).",
        ],
    ),
    "by the same lines": (
        [(0, "orders", "w", "lib.py"), (1, "orders", "w", "lib.py"), (0, "own", "w", "a.py")],
        [],
    ),
    "of those who do it by the same lines, who has a line of its own as well": (
        [
            *((at, "orders", "w", "lib.py") for at in range(3)),
            (0, "", "", "a/lib.py"),
            (2, "", "", "c.yml"),
        ],
        [f"{_STORE}: a and c use database main on db (a/lib.py:1; c.yml:1)."],
    ),
    "a name that is put together": (
        [(0, "*orders", "w", "a.py"), (1, "*orders", "w", "b.py")],
        [f"{_STORE}: a and b use database main on db (a.py:1; b.py:1)."],
    ),
    "a test's settings": (
        [(0, "orders", "w", "a.py"), (1, "orders", "w", "b/cypress.config.js")],
        [f"{_STORE}: a and b use database main on db (a.py:1; b/cypress.config.js:1)."],
    ),
    "a manifest that asks for a driver": (
        [(0, "", "", "a/db.py"), (1, "", "", "b/pom.xml")],
        [],
    ),
    "each its own": (
        [(0, "orders", "w", "a.py"), (1, "carts", "w", "b.py")],
        [
            f"{_STORE}: a and b use database main on db (a.py:1; b.py:1).",
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_sentences(case: str) -> None:
    rows, said = CASES[case]
    uses = tuple(
        DataUse(
            service=at,
            store=4,
            data_set=name,
            mode=mode,
            confidence=1.0,
            database="main",
            evidence=(Evidence(path.encode(), 1, "sql"),),
        )
        for at, name, mode, path in rows
    )
    graph = ServiceGraph(services=_SERVICES, edges=(), uses=uses)
    assert [each.text for each in data(graph)] == said


def test_the_line_is_one_of_the_same_database() -> None:
    """A program may have tables of one name in two databases of a server."""
    rows = [(0, "audit", "a0.py"), (0, "main", "a1.py"), (1, "main", "b.py")]
    uses = tuple(
        DataUse(
            service=at,
            store=4,
            data_set="orders",
            mode="w",
            confidence=1.0,
            database=database,
            evidence=(Evidence(path.encode(), 1, "sql"),),
        )
        for at, database, path in rows
    )
    (_, told) = data(ServiceGraph(services=_SERVICES, edges=(), uses=uses))
    assert told.text.endswith("orders in main on db (a writes it, a1.py:1; b writes it, b.py:1).")


def test_tables_of_one_name_in_two_databases() -> None:
    """Where code doesn't say in which database a table is, it is in the one that its program uses
    of that server."""
    rows = [
        *((0, "", "first", "a.yml"), (0, "orders", "", "a.py")),
        *((1, "", "second", "b.yml"), (1, "orders", "", "b.py")),
    ]
    uses = tuple(
        DataUse(
            service=at,
            store=4,
            data_set=name,
            mode="w" if name else "",
            confidence=1.0,
            database=database,
            evidence=(Evidence(path.encode(), 1, "sql"),),
        )
        for at, name, database, path in rows
    )
    assert not list(data(ServiceGraph(services=_SERVICES, edges=(), uses=uses)))


def _named(*rows: tuple[int, str, str, int]) -> ServiceGraph:
    """Uses: service, database, file, line."""
    uses = tuple(
        _use(at, Evidence(path.encode(), line, "DB_URL"), database)
        for at, database, path, line in rows
    )
    return ServiceGraph(services=_SERVICES, edges=(), uses=uses)


def _use(service: int, line: Evidence, database: str = "") -> DataUse:
    """Of the store that is the fifth program, as a whole."""
    return DataUse(
        service=service,
        store=4,
        data_set="",
        mode="",
        confidence=1.0,
        database=database,
        evidence=(line,),
    )


def test_two_that_one_file_names_come_first() -> None:
    """They surely mean one server."""
    graph = _named(
        *((0, "first", "a.yml", 1), (1, "first", "b.yml", 2), (2, "first", "c.yml", 2)),
        *((0, "main", "a.yml", 3), (1, "main", "b.yml", 4), (2, "main", "b.yml", 5)),
    )
    (told,) = data(graph)
    assert told.text == (
        f"{_STORE}, for example: b and c use database main on db (b.yml:4; b.yml:5); a and b use "
        "database first on db (a.yml:1; b.yml:2)."
    )


def test_of_many_users_the_two_that_one_file_names_are_found() -> None:
    """Each with each would be two million pairs."""
    many = 2_000
    services = tuple(Service(name=f"s{n}", kind="service", folder=b"%d" % n) for n in range(many))
    uses = tuple(
        DataUse(
            service=at,
            store=many,
            data_set="",
            mode="",
            confidence=1.0,
            database="main",
            evidence=(Evidence(b"%d.yml" % min(at, many - 2), at + 1, "DB_URL"),),
        )
        for at in range(many)
    )
    (told,) = data(ServiceGraph(services=(*services, _DB), edges=(), uses=uses))
    assert "s1998 and s1999 use database main on db (1998.yml:1999; 1998.yml:2000)" in told.text


@pytest.mark.parametrize(
    ("steps", "database", "is_told"),
    [
        (["a/migrations/1.py", "b/db/migrate/2.rb"], "", False),
        (["a/migrations/1.py", "b/db/migrate/2.rb"], "main", True),
        (["a/migrations/1.py", "b/rows.py"], "", True),
        (["a/migrations/1.py", "a/migrations/2.py"], "", True),
    ],
)
def test_who_changes_tables_by_steps_of_its_own(
    steps: list[str], database: str, is_told: bool
) -> None:
    """Two who do so have two databases, if nothing says that it is one."""
    first, second = steps
    rows = [
        *((0, "bills", "define", first), (int(second[0] == "b"), "carts", "define", second)),
        *((0, "orders", "rw", "a/orders.py"), (1, "orders", "rw", "b/orders.py")),
    ]
    uses = tuple(
        DataUse(
            service=at,
            store=4,
            data_set=name,
            mode=mode,
            confidence=1.0,
            database=database,
            evidence=(Evidence(path.encode(), 1, "sql"),),
        )
        for at, name, mode, path in rows
    )
    told = list(data(ServiceGraph(services=_SERVICES, edges=(), uses=uses)))
    assert len(told) == (2 if is_told else 0)  # of the store, and of the table


def test_who_speaks_as_with_amazons_s3_may_mean_that() -> None:
    store = Service(name="minio", kind="datastore", engine="s3")
    uses = _named((0, "", "a.py", 1), (1, "", "b.py", 2)).uses
    assert not list(data(ServiceGraph(services=(*_SERVICES[:4], store), edges=(), uses=uses)))


@pytest.mark.parametrize(
    ("place", "database", "is_told"),
    [
        ("dev/compose.yml", "", False),
        ("dev/compose.yml", "main", True),
        ("compose.yml", "", True),
    ],
)
def test_a_server_of_developers_alone(place: str, database: str, is_told: bool) -> None:
    """Elsewhere each program may have its own, unless both name one database."""
    where = (Evidence(place.encode(), 3, "compose"),)
    cache = Service(name="cache", kind="datastore", engine="redis", evidence=where)
    named = _named((0, database, "a.yml", 1), (1, database, "b.yml", 2))
    services = (*_SERVICES[:4], cache)
    told = list(data(ServiceGraph(services=services, edges=(), uses=named.uses)))
    assert bool(told) == is_told


@pytest.mark.parametrize(
    ("sureness", "database", "sentences"),
    [(ONLY_ONE_SURENESS, "", 0), (0.9, "", 2), (ONLY_ONE_SURENESS, "main", 2)],
)
def test_a_store_that_settings_choose(sureness: float, database: str, sentences: int) -> None:
    """Only that there is no other one speaks for it: each program may be given its own."""
    cache = Service(name="cache", kind="datastore", engine="redis")
    uses = tuple(
        DataUse(
            service=at,
            store=4,
            data_set=name,
            mode="w" if name else "",
            confidence=0.9 if name else sureness,
            database=database,
            evidence=(Evidence(path, 1, "redis"),),
        )
        for at, path in ((0, b"a.py"), (1, b"b.py"))
        for name in ("", "token")
    )
    graph = ServiceGraph(services=(*_SERVICES[:4], cache), edges=(), uses=uses)
    assert len(list(data(graph))) == sentences


def test_a_database_whose_name_is_put_together() -> None:
    """Two programs may come to two names."""
    rows = [(0, "shop_*", "a.py", 1), (1, "shop_*", "b.py", 1)]
    assert not list(data(_named(*rows)))


def test_of_more_than_two_stores_that_there_are_more() -> None:
    graph = _named(*((at, f"d{n}", f"{n}.yml", at) for n in range(3) for at in range(2)))
    (told,) = data(graph)
    assert told.text == (
        f"{_STORE}, for example: a and b use database d0 on db (0.yml:0; 0.yml:1); a and b use "
        "database d1 on db (1.yml:0; 1.yml:1)."
    )


@pytest.mark.parametrize(("databases", "is_told"), [(["", ""], True), (["x", "y"], False)])
def test_a_table_may_be_in_a_database_of_each(databases: list[str], is_told: bool) -> None:
    """Where a server has several, and nobody says in which of them the table is."""
    rows = [
        *((0, "", name, "a.yml") for name in databases),
        *((0, "orders", "", "a.py"), (1, "orders", "", "b.py")),
    ]
    uses = tuple(
        DataUse(
            service=at,
            store=4,
            data_set=name,
            mode="w" if name else "",
            confidence=1.0,
            database=database,
            evidence=(Evidence(path.encode(), line, "sql"),),
        )
        for line, (at, name, database, path) in enumerate(rows)
    )
    told = [each.text for each in data(ServiceGraph(services=_SERVICES, edges=(), uses=uses))]
    assert any("orders in" in each for each in told) == is_told


@pytest.mark.parametrize(
    ("aliases", "deployed", "is_told"),
    [
        (("127.0.0.1",), False, False),
        (("cache", "localhost"), False, False),
        (("cache", "localhost"), True, True),
        (("cache.acme.internal",), False, True),
    ],
)
def test_a_store_of_each_machine(aliases: tuple[str, ...], deployed: bool, is_told: bool) -> None:
    """Settings for development may say the same address of as many stores as there are programs."""
    called = (Evidence(b"compose.yml", 3, "redis"),) if deployed else ()
    cache = Service(name="cache", kind="datastore", engine="redis", aliases=aliases, called=called)
    uses = (
        _use(0, Evidence(b"a.yml", 1, "redis.host")),
        _use(1, Evidence(b"b.yml", 1, "redis.host")),
    )
    told = data(ServiceGraph(services=(*_SERVICES[:4], cache), edges=(), uses=uses))
    assert [each.text for each in told] == (
        [f"{_STORE}: a and b use cache (a.yml:1; b.yml:1)."] if is_told else []
    )


@pytest.mark.parametrize(
    ("alias", "is_told"), [("127.0.0.1", False), ("mongo.acme.internal", True)]
)
def test_a_database_at_the_machine_itself(alias: str, is_told: bool) -> None:
    """By default; where the programs run, a variable says which it is for each of them."""
    shop = Service(name="shop", kind="datastore", engine="mongodb", aliases=(alias,))
    uses = tuple(
        DataUse(
            service=at,
            store=4,
            data_set="orders",
            mode="w",
            confidence=0.9,
            database="shop",
            evidence=(Evidence(path, 1, "mongodb"),),
        )
        for at, path in enumerate((b"a.ts", b"b.ts"))
    )
    told = data(ServiceGraph(services=(*_SERVICES[:4], shop), edges=(), uses=uses))
    assert [each.text for each in told] == (
        [
            f"{_STORE}: a and b use database shop on shop (a.ts:1; b.ts:1).",
            "Used by several code bases: orders in shop on shop (a writes it, a.ts:1; b writes it, "
            "b.ts:1).",
        ]
        if is_told
        else []
    )
