"""What a query finds comes in no order; the facts of a file are the same all the same."""

from importlib import import_module

import pytest

from driftscan.extract.jvm import found
from driftscan.extract.jvm.found import Found
from driftscan.extract.syntax.parsed import Parsed

TEXTS = [
    ("java", "package p;\npackage q;\nimport a.B;\nimport a.C;\nclass D extends B { C c; }\n"),
    ("java", "package p;\nclass A { class B {} private class C {} }\nclass D { A.B b; E e; }\n"),
    ("kotlin", "package p\n\nclass A { val c = 1; fun d() = 2 }\nfun e() = A()\nval f = 3\n"),
    (
        "kotlin",
        "package p\ntypealias B = String\ntypealias C = Int\nimport a.D as E\nclass F : E()\n",
    ),
    ("kotlin", '@file:JvmName("X")\n@file:Suppress("y")\npackage p\npackage q\nclass A\n'),
]


def _turned_round(parsed: Parsed, text: str) -> Found:
    found_so = found.captures(parsed, text)
    for name, nodes in found_so.items():
        found_so[name] = sorted(nodes, key=lambda node: -node.start_byte)
    return found_so


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_facts_do_not_depend_on_it(
    language: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    extractor = import_module(f"driftscan.extract.{language}.extractor")
    as_it_comes = extractor.extract(text.encode())
    monkeypatch.setattr(extractor, "captures", _turned_round)
    assert extractor.extract(text.encode()) == as_it_comes
