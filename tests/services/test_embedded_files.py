"""Which file a text opens as a database."""

import pytest

from driftscan.services.addresses import HOLE
from driftscan.services.embedded import file_of

FILES = {
    "shop.db": "shop.db",
    "'/data/shop.sqlite3'": "shop.sqlite3",
    "C:\\data\\shop.db": "shop.db",
    "Data Source=config/shop.db": "shop.db",
    "Data source=shop.db;Cache=Shared": "shop.db",
    "Password=x;DataSource='a b.db'": "a b.db",
    "Filename=shop.db": "shop.db",
    "sqlite:///shop.db": "shop.db",
    "sqlite+aiosqlite:////data/shop.db?timeout=3": "shop.db",
    "jdbc:sqlite:/data/shop.db": "shop.db",
    "file:./dev.db?connection_limit=1": "dev.db",
    f"{HOLE}/shop.db": "shop.db",
    f"Data Source={HOLE}/shop.db": "shop.db",
    ":memory:": "",
    "Data Source=:memory:": "",
    "Data Source=shop;Mode=Memory;Cache=Shared": "",
    "file:shop?mode=memory": "",
    "sqlite://": "",
    "Server=db;Database=shop": "",
    "postgresql://db/shop": "",
    "": "",
    HOLE: "",
    f"Data Source={HOLE}": "",
    f"/data/{HOLE}.db": "",
}


@pytest.mark.parametrize("text", FILES)
def test_file(text: str) -> None:
    assert file_of(text) == FILES[text]
