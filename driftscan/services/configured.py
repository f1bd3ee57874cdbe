"""Addresses in a program's own settings, in a section or under a key that its code reads, where the
way from reading one to a call could not be followed: a library fills a type with the section."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from driftscan.model.service_fact import MarkFact, ValueFact
from driftscan.model.service_graph import Evidence
from driftscan.services.belonging import Belonging
from driftscan.services.facts import FactFile, TreeFacts
from driftscan.services.handed import (
    address_in,
    is_dotenv,
    join_handed_address,
    names_inside,
    users_of,
)
from driftscan.services.hosts import Hosts
from driftscan.services.joining import Joining
from driftscan.services.libraries import Libraries
from driftscan.services.naming import plain
from driftscan.services.readings import Surroundings
from driftscan.services.roles import AUTH

# Libraries, and the section that each fills its own types with (their documentation).
_BY_LIBRARIES = (
    ("aspnetcore.healthchecks.ui", "HealthChecksUI"),
    ("yarp.reverseproxy", "ReverseProxy"),
)
_Lines = dict[str, Evidence]
# A prefix of two words at least, for one word may be anything.
_OF_SPRING = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+){2,}")


class _Reads(NamedTuple):
    """What code asks configuration for, in plain letters, each with a line."""

    sections: _Lines
    keys: _Lines


def join_configured(
    tree: TreeFacts,
    belonging: Belonging,
    hosts: Hosts,
    surroundings: Sequence[Surroundings],
    settings: Sequence[Sequence[tuple[bytes, ValueFact]]],
    libraries: Mapping[int, Mapping[str, Evidence]],
    shared: Libraries,
    joining: Joining,
) -> None:
    """An edge to each service that such a setting leads to, unless there is one already."""
    reads = _reads(tree, belonging, shared)
    _add_libraries(reads, libraries)
    for at, group in enumerate(settings):
        draft = joining.drafts[at]
        if at not in reads or not draft.home or draft.engine or AUTH in draft.roles:
            continue
        known = joining.targets(at)
        nameless = {target for target in known if _is_nameless(joining, at, target)}
        for path, value in (*group, *_given(surroundings[at])):
            line = _line(value.name, reads[at])
            for reading in surroundings[at].readings(value.text, path) if line else ():
                address = address_in(value.name, reading.text)
                if line is None or address is None or hosts.is_local(address):
                    continue
                where = Evidence(path, value.line, value.name)
                left_out = known - nameless if address.database else known
                for target in sorted(hosts.at(address, at)[0] - left_out):
                    evidence = [line, where, *reading.way]
                    join_handed_address(at, target, value.name, address, evidence, joining)


def _is_nameless(joining: Joining, at: int, target: int) -> bool:
    """Whether it is a store, and not known which database of it is used: two services that share a
    server need not share data, so that an address which tells is worth a second look."""
    return joining.drafts[target].kind == "datastore" and not joining.names_database(at, target)


def _given(surrounding: Surroundings) -> Iterator[tuple[bytes, ValueFact]]:
    """Variables that are taken for settings: `Cart__Url` by .NET, `SHOP_CART_URL` by Spring."""
    for name, group in sorted(surrounding.env.items()):
        of_spring = "__" not in name and bool(_OF_SPRING.fullmatch(name))
        for given in group if of_spring or "__" in name.strip("_") else ():
            if not (of_spring and is_dotenv(given)):  # which may be for others
                yield given.where.path, ValueFact("setting", name, given.text, given.where.line)


def _line(key: str, reads: _Reads) -> Evidence | None:
    """Where a setting is read: by its whole key, or by a section around it. A variable that is
    read by its name is handed.py's."""
    if _OF_SPRING.fullmatch(key):
        words = key.split("_")
        wholes = ("".join(words[:end]).lower() for end in range(len(words) - 1, 1, -1))
        return next((line for whole in wholes if (line := reads.sections.get(whole))), None)
    if found := reads.keys.get(plain(key)):
        return found
    parts = key.replace("__", ".").replace(":", ".").split(".")
    around = (".".join(parts[:end]) for end in range(len(parts), 0, -1))
    named = (reads.sections.get(plain(section)) for section in (*around, *parts[:-1]))
    return next((line for line in named if line), None)


def _reads(tree: TreeFacts, belonging: Belonging, shared: Libraries) -> dict[int, _Reads]:
    """By service what its code reads, and that of the packages that it is built with."""
    found: dict[int, _Reads] = {}
    for file in tree.files:
        named = list(_named(file))
        users = (*belonging.own_at(file.path), *users_of(file.path, belonging, shared))
        for at in dict.fromkeys(users) if named else ():
            reads = found.setdefault(at, _Reads({}, {}))
            for is_section, name, line in named:
                lines = reads.sections if is_section else reads.keys
                where = Evidence(file.path, line, f"reads {name}")
                lines.setdefault(plain(name), where)
    return found


def _add_libraries(
    reads: dict[int, _Reads], libraries: Mapping[int, Mapping[str, Evidence]]
) -> None:
    """Sections that a library reads by itself."""
    for at, asked in libraries.items():
        for library, section in _BY_LIBRARIES:
            if library in asked:
                sections = reads.setdefault(at, _Reads({}, {})).sections
                sections.setdefault(plain(section), asked[library])


def _named(file: FactFile) -> Iterator[tuple[bool, str, int]]:
    for mark in file.facts.marks:
        if isinstance(mark, MarkFact) and mark.name == "section":
            yield True, mark.value, mark.line
    for name, line in names_inside(file):
        yield False, name, line
