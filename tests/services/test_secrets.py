"""Nothing that a report shows holds a password."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftscan.notation.secrets import masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgres://shop:hunter2@db:5432/shop", "postgres://shop:***@db:5432/shop"),
        ("redis://:hunter2@cache:6379/0", "redis://:***@cache:6379/0"),
        ("amqp://u:a/b@rabbit", "amqp://u:***@rabbit"),
        ('url = "http://bob:hunter2@api/x"', 'url = "http://bob:***@api/x"'),
        ("jdbc:postgresql://u:hunter2@db/shop", "jdbc:postgresql://u:***@db/shop"),
        ("Server=db;User=u;Password=hunter2;", "Server=db;User=u;Password=***;"),
        ("host=db password=hunter2 dbname=shop", "host=db password=*** dbname=shop"),
        (
            "jdbc:mysql://db/shop?user=u&password=hunter2",
            "jdbc:mysql://db/shop?user=u&password=***",
        ),
        ("DB_PASSWORD: hunter2", "DB_PASSWORD: ***"),
        ('connect(host="db", password="hunter2")', 'connect(host="db", password="***")'),
        ("/items?api_key=abc", "/items?api_key=***"),
        # nothing to hide
        ("postgres://shop:${PASSWORD}@db/shop", "postgres://shop:${PASSWORD}@db/shop"),
        ("password=settings.PASSWORD", "password=settings.PASSWORD"),
        ("token = read()", "token = read()"),
        ("http://npm:4873/@acme/cart", "http://npm:4873/@acme/cart"),
        ("from shop.password import check", "from shop.password import check"),
    ],
)
def test_passwords_are_masked(text: str, shown: str) -> None:
    assert masked(text) == shown


_WORDS = st.from_regex(r"[A-Za-z0-9!#*+._~-]{4,20}", fullmatch=True)


@given(_WORDS.filter(lambda word: word not in "postgresql://user:@dbhost/shop***"))
def test_no_password_of_a_dsn_is_left(password: str) -> None:
    assert password not in masked(f"postgresql://user:{password}@dbhost/shop")


@given(st.text(max_size=80))
def test_what_is_masked_once_stays_as_it_is(text: str) -> None:
    assert masked(masked(text)) == masked(text)
