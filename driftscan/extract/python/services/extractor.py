"""Python source to facts about services.

The parser is CPython's own; a file that holds none of the words that could matter is not parsed.
"""

import re
from collections.abc import Iterable
from typing import TypeVar

from driftscan.extract.python.services.clients import calls_of
from driftscan.extract.python.services.code import Code
from driftscan.extract.python.services.django import django_stores
from driftscan.extract.python.services.documents import documents_of
from driftscan.extract.python.services.gate import may_tell
from driftscan.extract.python.services.keys import keys_of
from driftscan.extract.python.services.mapping import mapped_of
from driftscan.extract.python.services.marks import marks_of
from driftscan.extract.python.services.messaging import messages_of
from driftscan.extract.python.services.objects import objects_of
from driftscan.extract.python.services.remote import remote_of
from driftscan.extract.python.services.serving import served_of
from driftscan.extract.python.services.source import syntax_tree
from driftscan.extract.python.services.statements import statements_of
from driftscan.extract.python.services.stores import stores_of
from driftscan.extract.python.services.tasks import tasks_of
from driftscan.extract.python.services.values import values_of
from driftscan.model.fact import Problem
from driftscan.model.service_fact import (
    AccessFact,
    CallFact,
    MarkFact,
    ServedFact,
    ServiceFacts,
    StoreFact,
    Text,
    ValueFact,
)

_MAIN = re.compile(rb"\nif[ \t]+\(?__name__[ \t]*==[ \t]*[\"']__main__[\"']")
_Fact = TypeVar("_Fact", AccessFact, CallFact, MarkFact, ServedFact, StoreFact, ValueFact)
_NOTHING = ServiceFacts()


def extract(content: bytes, /) -> ServiceFacts:
    """Facts of one file of Python source, each kind in the order of the text.

    Problems (fatal): 'encoding', 'syntax', 'too-deep', 'too-large'.
    """
    if not may_tell(b"\n" + content):
        return _main_block(b"\n" + content)
    tree = syntax_tree(content)
    if isinstance(tree, Problem):
        return ServiceFacts(problems=(tree,))
    try:
        return _facts(Code(tree))
    except RecursionError:
        problem = Problem("too-deep", "is nested more deeply than can be read", fatal=True)
        return ServiceFacts(problems=(problem,))


def _main_block(content: bytes) -> ServiceFacts:
    """A script that does nothing else of interest is still one that is started."""
    found = _MAIN.search(content) if b"__main__" in content else None
    if found is None or b"\0" in content:
        return _NOTHING
    line = content.count(b"\n", 0, found.end())
    return ServiceFacts(marks=(MarkFact("entry", "main", line),))


def _facts(code: Code) -> ServiceFacts:
    remote = remote_of(code)
    calls = _in_order([*calls_of(code), *messages_of(code), *tasks_of(code), *remote.calls])
    stores = _in_order([*stores_of(code), *django_stores(code), *remote.stores])
    readers = (statements_of, mapped_of, documents_of, keys_of, objects_of)
    accesses = [fact for reader in readers for fact in reader(code)]
    return ServiceFacts(
        values=_in_order(values_of(code, _used(calls, stores))),
        calls=calls,
        served=_in_order([*served_of(code), *remote.served]),
        stores=stores,
        accesses=_in_order(each for each in accesses if each.name),
        marks=_in_order([*marks_of(code), *remote.marks]),
    )


def _in_order(facts: Iterable[_Fact]) -> tuple[_Fact, ...]:
    """Each fact once, by its line."""
    return tuple(sorted(dict.fromkeys(facts), key=lambda fact: fact.line))


def _used(calls: Iterable[CallFact], stores: Iterable[StoreFact]) -> frozenset[str]:
    """Last parts of the names that addresses are made of."""
    texts: list[Text] = [each.address for each in calls]
    texts += [text for each in stores for text in (each.address, each.database)]
    pieces = [piece for text in texts for piece in text]
    return frozenset(each.value.rpartition(".")[2] for each in pieces if each.kind == "name")
