"""Where services open data stores: by their settings, and by their code."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from driftscan.model.service_fact import StoreFact, Text
from driftscan.model.service_graph import Evidence
from driftscan.services import embedded
from driftscan.services.addresses import HOLE, Address, address_of, is_on_machine
from driftscan.services.belonging import Belonging
from driftscan.services.conventions import Settings
from driftscan.services.facts import TreeFacts
from driftscan.services.hosts import Hosts
from driftscan.services.joining import Joining
from driftscan.services.profiles import may_be_active, profile_of
from driftscan.services.readings import Reading, Surroundings
from driftscan.services.roles import STORE_SETTINGS, setting_key
from driftscan.services.stores import RELATIONAL, family
from driftscan.services.texts import is_argument


class Opened(Struct, frozen=True):
    """That a service opens a store. evidence: the line first, then the way of its address. file: of
    an embedded database, '' where it is not known or there is none."""

    service: int
    engine: str
    address: Address | None
    database: str
    evidence: tuple[Evidence, ...]
    is_default: bool = False
    file: str = ""


class _Set(Struct, frozen=True):
    """What a setting opens: its key, and the profile of Spring that it is for, '' if none."""

    key: str
    profile: str
    opened: Opened


def openings(
    tree: TreeFacts,
    belonging: Belonging,
    surroundings: Sequence[Surroundings],
    settings: Settings,
    joining: Joining,
) -> list[Opened]:
    """All of them, those by settings first."""
    by_code = _by_code(tree, belonging, surroundings, joining)
    return [*_by_settings(surroundings, settings), *by_code]


def is_free(opened: Opened) -> bool:
    address = opened.address
    return address is None or not address.host or HOLE in address.host


def may_be_anywhere(opened: Opened, hosts: Hosts) -> bool:
    """Whether nothing, or nothing but this machine, is said of where the store is."""
    address = opened.address
    if not opened.engine:
        return False
    return is_free(opened) or (address is not None and hosts.is_local(address))


def _by_settings(surroundings: Sequence[Surroundings], settings: Settings) -> Iterator[Opened]:
    for at, group in enumerate(settings):
        found: list[_Set] = []
        for path, value in group:
            where = Evidence(path, value.line, value.name)
            key = setting_key(value.name)
            for pattern, engine in STORE_SETTINGS:
                if pattern.fullmatch(key):
                    for reading in surroundings[at].readings(value.text, path):
                        opened = _opened(at, engine, reading, "", (where,))
                        found.append(_Set(key, profile_of(path, value), opened))
        yield from (
            each.opened for each in found if not _is_stood_in_for(each, found, surroundings[at])
        )


def _is_stood_in_for(one: _Set, others: Sequence[_Set], surrounding: Surroundings) -> bool:
    """Whether only a profile that nothing switches on names a database, and the key has another one
    without it. An address within a network tells of a system that is run so: it stays."""
    address = one.opened.address
    is_anywhere = is_free(one.opened) or (address is not None and is_on_machine(address))
    if not one.profile or one.opened.engine not in RELATIONAL or not is_anywhere:
        return False
    wanted = family(one.opened.engine)
    by_default = {
        family(each.opened.engine) for each in others if each.key == one.key and not each.profile
    }
    is_another = bool(by_default) and wanted not in by_default and by_default <= RELATIONAL
    return is_another and not may_be_active(one.profile, surrounding)


def _by_code(
    tree: TreeFacts, belonging: Belonging, surroundings: Sequence[Surroundings], joining: Joining
) -> Iterator[Opened]:
    for path, fact in tree.each("stores"):
        assert isinstance(fact, StoreFact)
        for at in belonging.users_of(path, fact.client):
            if not joining.drafts[at].engine:
                lines = (Evidence(path, fact.line, fact.client), *belonging.imported_by(at, path))
                yield from _by_fact(at, fact, path, surroundings[at], lines)


def _by_fact(
    at: int, fact: StoreFact, path: bytes, surrounding: Surroundings, lines: tuple[Evidence, ...]
) -> Iterator[Opened]:
    if _is_switched_off(fact, path, surrounding):
        return
    database = _one(surrounding, fact.database, path)
    readings = surrounding.readings(fact.address, path)
    if is_argument(fact.address) and [each.text for each in readings] == [HOLE]:
        readings = [Reading("")]  # nobody is seen to make it
    for reading in readings:
        yield _opened(at, fact.engine, reading, database, lines)


def _is_switched_off(fact: StoreFact, path: bytes, surrounding: Surroundings) -> bool:
    """Whether all settings say that data are kept in memory instead."""
    readings = surrounding.readings(fact.unless, path) if fact.unless else []
    return bool(readings) and all(each.text.lower() == "true" for each in readings)


def _one(surrounding: Surroundings, text: Text, path: bytes) -> str:
    """What can only be one name; '' for one that nothing is known of."""
    readings = surrounding.readings(text, path) if text else []
    name = readings[0].text if len(readings) == 1 else ""
    return name.replace(HOLE, "*") if name.strip(HOLE) else ""


def _opened(
    at: int, engine: str, reading: Reading, database: str, where: tuple[Evidence, ...]
) -> Opened:
    address = address_of(reading.text)
    own = address.engine if address and address.engine else engine
    name = database or (address.database if address else "")
    name = "" if HOLE in name else name
    file = embedded.file_of(reading.text) if (own or engine) == embedded.ENGINE else ""
    way = (*where, *reading.way)
    return Opened(at, own or engine, address, name, way, reading.is_default, file)
