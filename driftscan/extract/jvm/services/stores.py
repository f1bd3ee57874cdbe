"""Data stores and brokers that a file opens, and data sets that it names in calls."""

from collections.abc import Iterator
from operator import attrgetter

from driftscan.extract.jvm.services.rows import by_method
from driftscan.extract.jvm.services.scope import Scope
from driftscan.extract.jvm.services.store_signatures import (
    DATA_SETS,
    DECLARES,
    JDBC,
    KAFKA_KEYS,
    OPENS,
    Opens,
)
from driftscan.extract.jvm.services.text_words import WITH_PORT, WRAPPERS
from driftscan.extract.jvm.services.texts import Texts
from driftscan.extract.jvm.services.written import Argument, Called, Expression, Link
from driftscan.extract.pieces import joined, plain
from driftscan.model.service_fact import AccessFact, StoreFact, Text

_NO_ADDRESS = ("function", "type", "other", "items")
_PLAIN_TYPES = frozenset(("", "String", "int", "Integer", "Int"))
_ASSIGNED = ("jdbcUrl", "setJdbcUrl")
_OPENS = by_method(OPENS, attrgetter("methods"))
_DATA_SETS = by_method(DATA_SETS, attrgetter("methods"))


def stores(texts: Texts) -> Iterator[StoreFact]:
    """Connections that are opened, or described to be."""
    scope = texts.scope
    for call in scope.written.calls:
        for at, link in enumerate(call.chain.links):
            for row in _OPENS.get(link.name, ()) if link.arguments else ():
                if _may_be(scope, row) and _is_on(scope, call, at, row):
                    yield from _opened(texts, call, link, row)
            if link.name in ("put", "setProperty") and len(link.arguments) > 1:
                yield from _kafka(texts, call, link)
    for binding in scope.written.bindings:
        if binding.name.rpartition(".")[2] in _ASSIGNED and binding.form == "assigned":
            address = texts.of(binding.value, binding.method)
            yield StoreFact(engine_of(address), address, binding.line, "jdbc")


def data_sets(texts: Texts) -> Iterator[AccessFact]:
    """Buckets, collections, indexes, and queues and topics that are declared."""
    for call in texts.scope.written.calls:
        yield from _declared(texts, call)
        for at, link in enumerate(call.chain.links):
            if not link.arguments or link.arguments[0].value.kind in _NO_ADDRESS:
                continue
            for row in _DATA_SETS.get(link.name, ()):
                if texts.scope.is_on(call, at, row.types):
                    name = texts.of(link.arguments[0].value, call.method)
                    mode = row.methods[link.name]
                    yield AccessFact(row.engine, name, mode, link.line, row.via)


def engine_of(address: Text) -> str:
    """Told by a JDBC URL; '' if it is not."""
    first = address[0].value if address and address[0].kind == "text" else ""
    words = first.split(":", 3)
    return JDBC.get(words[1], "") if len(words) > 2 and words[0] in ("jdbc", "r2dbc") else ""


def _may_be(scope: Scope, row: Opens) -> bool:
    return not row.packages or scope.imports(*row.packages)


def _is_on(scope: Scope, call: Called, at: int, row: Opens) -> bool:
    """A constructor is called on its own type, and not on one with a name like it."""
    if call.chain.links[at].name == "new":
        return call.chain.value.rpartition(".")[2] in row.types
    return scope.is_on(call, at, row.types)


def _opened(texts: Texts, call: Called, link: Link, row: Opens) -> Iterator[StoreFact]:
    given = _plain_arguments(texts, call, link.arguments[row.place :])
    if not given:
        return
    for address, line in texts.alternatives(given[0], call.method, link.line):
        if row.port and len(given) > 1:
            port = texts.of(given[1], call.method)
            is_port = port and (port[0].kind != "text" or port[0].value.isdigit())
            address = joined((address, plain(":"), port)) if is_port else address
        yield StoreFact(
            row.engine or engine_of(address), address, line, row.client, _database(texts, call)
        )


def _plain_arguments(
    texts: Texts, call: Called, arguments: tuple[Argument, ...]
) -> list[Expression]:
    """Without objects that configure a client, which may stand before its address."""
    given = [each.value for each in arguments if each.value.kind not in _NO_ADDRESS]
    return [each for each in given if not _is_object(texts, each, call.method)]


def _is_object(texts: Texts, value: Expression, method: int) -> bool:
    if value.kind == "name":
        kind = texts.scope.type_of(value.value, method)
    else:
        is_made = value.kind == "call" and value.links[0].name in ("new", "builder")
        kind = value.value if is_made else ""
    return kind not in WRAPPERS and kind not in WITH_PORT and kind not in _PLAIN_TYPES


def _database(texts: Texts, call: Called) -> Text:
    for link in call.chain.links:
        if link.name == "getDatabase" and link.arguments:
            return texts.of(link.arguments[0].value, call.method)
    return ()


def _kafka(texts: Texts, call: Called, link: Link) -> Iterator[StoreFact]:
    key, value = (each.value for each in link.arguments[:2])
    if key.value.rpartition(".")[2] in KAFKA_KEYS or key.value in KAFKA_KEYS:
        for address, line in texts.alternatives(value, call.method, link.line):
            yield StoreFact("kafka", address, line, "kafka")


def _declared(texts: Texts, call: Called) -> Iterator[AccessFact]:
    engine, packages = DECLARES.get(call.chain.value, ("", ()))
    first = call.chain.links[0]
    if not engine or not first.arguments or not texts.scope.imports(*packages):
        return
    if first.name in WRAPPERS.get(call.chain.value, ()):
        name = texts.of(first.arguments[0].value, call.method)
        if name:
            yield AccessFact(engine, name, "define", first.line, call.chain.value)
