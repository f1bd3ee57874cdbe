"""Kinds of data stores that a system may use: by the drivers that package manifests ask for, by
what settings name, and by code that opens one. None of them is a store: another may be chosen, or
the code may never open it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from driftscan.model.service_fact import StoreFact, Text, ValueFact
from driftscan.model.service_graph import Driver, Evidence
from driftscan.services.asked_drivers import asked
from driftscan.services.driver_names import KINDS
from driftscan.services.facts import TreeFacts
from driftscan.services.named_engines import addressed_engine, named_engine

# What helps to make the system: told where nothing else speaks for a kind.
_ASIDE = re.compile(
    rb"(?:^|/)(?:[\w-]*scripts?|tools?|examples?|samples?|dev|[\w-]*release[\w-]*)/", re.IGNORECASE
)
_SETTINGS = ("setting", "env", "configmap")
_OF_SETTINGS = re.compile(rb"\.(?:ya?ml|json|toml|ini|conf|cfg|properties|xml|prisma)$")
# `defaults.DB_ENGINE`: which one a program takes where nobody chooses.
_CHOICE = re.compile(r"(?:^|\.)(?:[A-Z]+_)*(?:DB|DATABASE)_ENGINE$")
_MEMORY = (":memory:", "mode=memory")
_Found = Iterator[tuple[str, Evidence]]


def drivers_of(tree: TreeFacts) -> tuple[Driver, ...]:
    """One for each engine, with all lines that ask for a driver of it, that name it in settings and
    that open one, by engine."""
    needed, named, opened = map(_by_engine, (asked(tree), _named(tree), _opened(tree)))
    return tuple(
        Driver(
            engine,
            _sorted(needed.get(engine, ())),
            _sorted(opened.get(engine, ())),
            _sorted(named.get(engine, ())),
        )
        for engine in sorted(needed.keys() | named.keys() | opened.keys())
    )


def _named(tree: TreeFacts) -> _Found:
    is_chosen = _chooses_in_django(tree)
    for path, fact in tree.each("values"):
        assert isinstance(fact, ValueFact)
        is_choice = is_chosen and _CHOICE.search(fact.name) is not None
        named_by = named_engine if fact.kind in _SETTINGS or is_choice else addressed_engine
        if engine := named_by(fact.name, fact.text):
            yield engine, Evidence(path, fact.line, fact.name)
    yield from _said_to_be_opened(tree, by_settings=True)


def _chooses_in_django(tree: TreeFacts) -> bool:
    """Whether some database of Django's settings has an engine that is computed: what holds a
    choice of one in code is then that of the system."""
    stores = (fact for _, fact in tree.each("stores") if isinstance(fact, StoreFact))
    return any(fact.client == "django" and not fact.engine and fact.database for fact in stores)


def _opened(tree: TreeFacts) -> _Found:
    yield from _said_to_be_opened(tree, by_settings=False)


def _said_to_be_opened(tree: TreeFacts, *, by_settings: bool) -> _Found:
    """By code; or by settings of some program, as those of Grafana or Prisma's schema."""
    for path, fact in tree.each("stores"):
        assert isinstance(fact, StoreFact)
        is_told = bool(_OF_SETTINGS.search(path)) is by_settings
        if is_told and fact.engine in KINDS and not _is_in_memory(fact.address):
            yield fact.engine, Evidence(path, fact.line, fact.client)


def _is_in_memory(address: Text) -> bool:
    texts = [piece.value for piece in address if piece.kind == "text"]
    return any(word in text for text in texts for word in _MEMORY)


def _by_engine(found: _Found) -> Mapping[str, set[Evidence]]:
    lines: dict[str, set[Evidence]] = defaultdict(set)
    for engine, where in found:
        lines[engine].add(where)
    return lines


def _sorted(lines: Iterable[Evidence]) -> tuple[Evidence, ...]:
    def rank(line: Evidence) -> tuple[bool, int, Evidence]:
        return bool(_ASIDE.search(line.path)), line.path.count(b"/"), line

    return tuple(sorted(lines, key=rank))
