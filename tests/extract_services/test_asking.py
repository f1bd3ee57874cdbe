"""Which files are looked into at all, and that looking takes no more than one pass."""

import time

import pytest

from driftscan.extract.csharp.services.extractor import extract as csharp
from driftscan.extract.environment.extractor import read_names
from driftscan.extract.php.services.extractor import extract as php
from driftscan.extract.pieces import plain
from driftscan.model.service_fact import ServiceFacts, WorkloadFact
from driftscan.services.one_shot import prepares

_QUERY = """namespace Shop.Controller;
class Carts { void All() { db.Query<Cart>("select * from carts"); } }"""
_BASE = """using Shop.Controller;
class Carts : Controller { [Route("carts")] [HttpGet] int All() => 1; }"""
_NAMED = "using Shop.Controller;\nnamespace Shop.Controller.Carts;\nclass Carts { int all = 1; }"


@pytest.mark.parametrize(
    ("code", "tells"), [(_QUERY, True), (_BASE, True), (_NAMED, False)], ids=["query", "base", "no"]
)
def test_a_namespace_of_csharp_is_no_controller(code: str, tells: bool) -> None:
    assert (csharp(code.encode()) != ServiceFacts()) is tells


@pytest.mark.parametrize(
    ("line", "tells"),
    [
        ('  "url" => "https://cart:80/items",', True),
        ("  // see https://cart:80/items", False),
        ("  # see https://cart:80/items", False),
        ('  // see https://cart\n  "url" => "https://cart:80/items",', True),
    ],
)
def test_what_a_comment_of_php_links_to_is_nobody_who_is_asked(line: str, tells: bool) -> None:
    code = f'<?php\nreturn [\n{line}\n  "host" => "cart",\n];\n'
    assert (php(code.encode()) != ServiceFacts()) is tells


_ABC = {"A_URL": 1, "B_URL": 1, "C_URL": 2}


@pytest.mark.parametrize(
    ("code", "names"),
    [
        (b'x = getenv("A_URL"), getenv("B_URL")\nENV["C_URL"]', _ABC),
        (b"\nfetch(process.env.A_URL)", {"A_URL": 2}),
        (b'env = 1\nf("A_URL")', {}),
        (b"const { A_URL } = process.env", {"A_URL": 1}),
    ],
)  # fmt: skip
def test_names_are_found_in_their_lines(code: bytes, names: dict[str, int]) -> None:
    assert read_names(code) == names


@pytest.mark.parametrize(
    ("command", "ends"),
    [
        ("manage.py migrate " + "--tag x " * 500, True),
        ("manage.py migrate && " * 200 + "true", True),
        ("manage.py migrate && " * 200 + "gunicorn shop", False),
    ],
    ids=["many arguments", "many steps", "a server at the end"],
)
def test_a_long_command_is_read_to_its_end(command: str, ends: bool) -> None:
    assert prepares(_workload(command)) is ends


def test_time_grows_with_a_command() -> None:
    """Looking for a shell from every place would take hours for 400,000 characters."""
    started = time.process_time()
    for part in ("/", "a/", '"', "a=b ", "sh -c "):
        prepares(_workload(part * (400_000 // len(part))))
    assert time.process_time() - started < 20


def _workload(command: str) -> WorkloadFact:
    return WorkloadFact(form="compose", name="job", line=1, command=plain(command))
