"""Whether a line of a file looks as if it bound a name at the top of its module."""

import pytest

from driftscan.extract.python.uses import may_define


@pytest.mark.parametrize(
    "content",
    [
        "class Client: pass",
        "def Client(): pass",
        "async def Client(): pass",
        "type Client = int",
        "Client = 1",
        "Client: int",
        "if x:\n    Client = 1",
        "Client[int] = 1",
        "from numpy import Client",
        "from ._compiled import Other, Client, Third",
        "from a import b as Client",
        "import Client",
        "import b as Client",
        "from a import (\n    Other,\n    Client,\n)",
        "from a import (\n    Other,\n    Client\n)",
    ],
)
def test_bound(content: str) -> None:
    assert may_define(content.encode(), "Client")


@pytest.mark.parametrize(
    "content",
    [
        "Clients = 1",
        "class MyClient: pass",
        "x = Client",
        "print(Client)",
        "from a import Client as Other",
        "from a.Client import Other",
        "import a.Clients",
        "import Client.parts",
        "from a import b  # not Client",
    ],
)
def test_not_bound(content: str) -> None:
    assert not may_define(content.encode(), "Client")
