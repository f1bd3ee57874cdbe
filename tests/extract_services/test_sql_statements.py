"""Tables of statements: a table of cases, two ways of reading that must agree, hostile text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driftscan.extract.sql.modes import united
from driftscan.extract.sql.parsed import parsed
from driftscan.extract.sql.plain import is_plain
from driftscan.extract.sql.scanned import scanned
from driftscan.extract.sql.statements import accesses_of, looks_like_sql
from driftscan.extract.sql.tokens import plain_sql, tokens_of
from tests.bounded import bounded

# statement: its tables with their modes
STATEMENTS = {
    "SELECT * FROM users": "users r",
    "select a.id from shop.orders a left join items i on i.o = a.id, tags t": "shop.orders r, "
    "items r, tags r",
    "SELECT 1 FROM a1 WHERE x IN (SELECT y FROM b1) AND extract(year from d) = 1": "a1 r, b1 r",
    "INSERT INTO audit (x, y) VALUES (%s, %s)": "audit w",
    "insert into t values %s": "t w",
    "INSERT INTO archive.orders SELECT * FROM orders": "archive.orders w, orders r",
    "INSERT INTO t (x) VALUES (1) ON CONFLICT (x) DO UPDATE SET x = excluded.x": "t w",
    "INSERT INTO t (x) VALUES (1) ON DUPLICATE KEY UPDATE x = 2": "t w",
    "REPLACE INTO kv VALUES (?, ?)": "kv w",
    "UPDATE accounts SET balance = balance - ? WHERE id = ?": "accounts w",
    "UPDATE `cart` SET n = :n WHERE id = :id": "cart w",
    "UPDATE stock SET n = d.n FROM delivery d WHERE d.id = stock.id": "stock w, delivery r",
    "DELETE FROM sessions WHERE age > @p": "sessions w",
    "MERGE INTO stock t USING delivery d ON t.id = d.id WHEN MATCHED THEN UPDATE SET n = d.n": (
        "stock w, delivery r"
    ),
    "TRUNCATE TABLE logs, events": "logs w, events w",
    "CREATE TABLE IF NOT EXISTS users (id int, o int references orgs(id))": "users define",
    "CREATE TABLE x AS SELECT * FROM y": "x define, y r",
    "CREATE TEMP TABLE z (x int)": "",
    "CREATE TEMP TABLE z (x int); INSERT INTO z SELECT x FROM t; SELECT * FROM z": "t r",
    "CREATE TABLE pg_temp.z (x int)": "",
    "SELECT TOP(0) * INTO #rows FROM [dbo].[Cipher]": "dbo.Cipher r",
    "INSERT INTO ##rows (x) SELECT x FROM t": "t r",
    "CREATE TABLE #rows (x int); INSERT INTO #rows SELECT x FROM t; DROP TABLE #rows": "t r",
    "SELECT c.id FROM [dbo].[Cipher] c JOIN #rows r ON c.id = r.id": "dbo.Cipher r",
    "UPDATE r SET x = 1 FROM #rows r": "",
    "SELECT * FROM tempdb..#rows": "",
    "CREATE UNIQUE INDEX ix ON users (name)": "users define",
    "CREATE INDEX ix ON dbo.users (name) WITH (PAD_INDEX = OFF) ON [PRIMARY]": "dbo.users define",
    "ALTER TABLE ONLY public.users ADD COLUMN x int": "public.users define",
    "DROP TABLE IF EXISTS t1, t2 CASCADE": "t1 define, t2 define",
    "CREATE TABLE t (id int); INSERT INTO t VALUES (1); SELECT * FROM t": "t rw",
    "WITH recent AS (SELECT * FROM orders) SELECT * FROM recent JOIN u ON true": "orders r, u r",
    "SELECT * FROM {table} WHERE id = {id}": "",
    "SELECT * FROM {schema}.users": "users r",
    "SELECT * FROM users_{year} WHERE {condition} {order}": "users_* r",
    "SELECT * FROM votes WHERE id = $1 FOR UPDATE": "votes r",
    "select * from generate_series(1, 2) g": "",
    "SELECT * FROM information_schema.tables": "",
    "SELECT TOP 5 * FROM [dbo].[Order Details] WITH (NOLOCK) WHERE x = @x": "dbo.Order Details r",
    "COPY users FROM STDIN": "users w",
    "SELECT x FROM t WHERE n = 'select * from nowhere' -- from gone": "t r",
}
# Only the syntax tree knows these.
PARSED = {
    "DELETE s FROM sessions s JOIN users u ON u.id = s.u": "sessions w, users r",
    "WITH users AS (SELECT * FROM users) SELECT * FROM users": "users r",
    "UPDATE s SET n = 1 FROM stock s": "stock rw",
    "SELECT * INTO backup FROM users": "backup w, users r",
    "SELECT x INTO TEMP TABLE z FROM users; SELECT x FROM z": "users r",
    "SELECT x FROM [#rows] JOIN users ON true": "users r",
}
ENGLISH = [
    "Select an item from the list",
    "select your country from dropdown",
    "Select all that apply from the following",
    "update available",
    "Update your profile and set a password",
    "Update failed: could not set timeout=5",
    "delete this",
    "Delete from the list",
    "Create table of contents",
    "drop table",
    "Insert into cart",
    "with love as always (x)",
    "SELECT 1",
    "",
]
HOSTILE = {
    "queries in queries": "SELECT * FROM " + "(SELECT * FROM " * 20_000 + "t" + ")" * 20_000,
    "as deep as is parsed": "SELECT * FROM " + "(SELECT * FROM " * 24 + "t" + ")" * 24,
    "NOT": "SELECT * FROM t WHERE " + "NOT " * 1_500 + "x",
    "one token": "SELECT x FROM " + "x" * 1_000_000,
    "quotes": "SELECT '" + "''" * 500_000,
    "comments": "/*" * 500_000,
    "dollars": "SELECT $a$" + "$b$" * 300_000,
    "semicolons": "BEGIN" + ";" * 1_000_000,
    "blanks": "INSERT INTO t" + " " * 1_000_000 + "x",
    "WITH": "WITH a AS (" * 30_000,
    "dots": "UPDATE " + "a." * 300_000 + " SET x=1",
    "braces": "SELECT x FROM " + "{" * 500_000,
    "commas": "SELECT * FROM " + "a," * 400_000,
}
_WORDS = st.sampled_from(
    "SELECT FROM JOIN INTO INSERT UPDATE SET DELETE WITH AS "
    "( ) , ; . t1 t2 'x' \"q\" { } ? %s :x $1 "
    "CREATE TABLE DROP WHERE = * USING ON VALUES -- /* */ $$ ` [ ] MERGE COPY TO".split()
)


def _told(expected: str) -> tuple[tuple[str, str], ...]:
    pairs = (each.rpartition(" ") for each in expected.split(", ") if each)
    return tuple((name, mode) for name, _, mode in pairs)


PLAIN = (
    "SELECT a.x FROM a JOIN b ON a.id = b.id WHERE a.y IN (SELECT z FROM c);",
    "UPDATE t SET x = REPLACE(x, 'a', 'b') WHERE y = @y",
    "INSERT INTO t (x) SELECT x FROM u",
    "DELETE FROM t WHERE x IS NULL; DELETE FROM u WHERE x IS NULL;",
    "CREATE INDEX IF NOT EXISTS ix ON t (lower(x))",
    "ALTER TABLE t DROP COLUMN x",
    "CREATE OR ALTER VIEW v AS SELECT x FROM t",
)
# Each of these the tokens told otherwise than the syntax, somewhere.
NOT_PLAIN = (
    "",
    ";",
    'UPDATE "Group" SET x = 1',
    "DELETE c FROM t c WHERE c.x = 1",
    "WITH a AS (SELECT x FROM a) SELECT x FROM a",
    "MERGE INTO t USING u ON t.id = u.id WHEN MATCHED THEN DELETE",
    "SELECT x INTO u FROM t",
    "SELECT x FROM #rows",
    "SELECT count(*) FROM (t) AS u",
    "SELECT count(x) FROM root. ?",
    "ALTER TABLE t RENAME TO u",
    "ALTER TABLE t DROP CONSTRAINT IF EXISTS c",
    "ALTER TABLE {x} DROP INDEX ix",
    "CREATE TABLE t PARTITION OF u DEFAULT",
    "CREATE TABLE t (LIKE u INCLUDING ALL)",
    "CREATE INDEX ix ON t USING gin (x gin_trgm_ops)",
    "ALTER TABLE t ADD x int; CREATE INDEX ix ON t (x)",
    "UPDATE IGNORE t SET x = 1",
    "REPLACE INTO t VALUES (1)",
)


@pytest.mark.parametrize("sql", [*STATEMENTS, *PARSED])
def test_names_the_tables(sql: str) -> None:
    assert accesses_of(sql) == _told({**STATEMENTS, **PARSED}[sql])
    assert looks_like_sql(sql)


@pytest.mark.parametrize("sql", STATEMENTS)
def test_tokens_alone_say_the_same(sql: str) -> None:
    assert united(scanned(list(tokens_of(sql)))) == _told(STATEMENTS[sql])


@pytest.mark.parametrize("sql", [*STATEMENTS, *PARSED])
def test_of_a_plain_statement_both_say_the_same(sql: str) -> None:
    tokens = list(tokens_of(sql))
    by_syntax = parsed(plain_sql(tokens))
    if is_plain(tokens) and by_syntax is not None:
        assert united(by_syntax) == united(scanned(tokens))


@pytest.mark.parametrize("sql", PLAIN)
def test_is_plain(sql: str) -> None:
    assert is_plain(list(tokens_of(sql)))


@pytest.mark.parametrize("sql", NOT_PLAIN)
def test_is_not_plain(sql: str) -> None:
    assert not is_plain(list(tokens_of(sql)))


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_no_sql(text: str) -> None:
    assert not looks_like_sql(text)


@pytest.mark.parametrize("kind", HOSTILE)
def test_bears_hostile_text(kind: str) -> None:
    with bounded():
        looks_like_sql(HOSTILE[kind])
        accesses = accesses_of(HOSTILE[kind])
    assert {mode for _, mode in accesses} <= {"r", "w", "rw", "define"}


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=40).map(" ".join))
def test_never_raises_and_tells_each_table_once(sql: str) -> None:
    looks_like_sql(sql)
    names = [name.lower() for name, mode in accesses_of(sql) if mode in ("r", "w", "rw", "define")]
    assert len(names) == len(set(names)) == len(accesses_of(sql))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_bears_any_text(text: str) -> None:
    assert looks_like_sql(text) in (True, False)
    for sql in (text, f"SELECT {text} FROM t"):
        found = accesses_of(sql)
        assert all(table and mode in ("r", "w", "rw", "define") for table, mode in found)
        assert accesses_of(sql) == found
