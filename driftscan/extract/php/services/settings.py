"""Configuration that a PHP file gives back as an array, as Laravel has it; and DSNs of PDO."""

import re
from collections.abc import Iterator

from driftscan.extract.pieces import joined, plain
from driftscan.extract.syntax.outline.given import settled
from driftscan.extract.syntax.outline.survey import Survey
from driftscan.extract.syntax.outline.values import Value
from driftscan.model.service_fact import Piece, StoreFact, Text, ValueFact

_DSN = re.compile(
    r"(mysql|pgsql|sqlsrv|oci|mariadb):(?=.*\b(?:host|server|dbname|unix_socket)=)", re.I
)
_ENGINES = {
    "mysql": "mysql", "mariadb": "mariadb", "pgsql": "postgresql", "sqlsrv": "sqlserver",
    "oci": "oracle",
}  # fmt: skip
# Drivers of Doctrine, whatever chooses one of them.
_DRIVER = re.compile(rb"(['\"])(pdo_(?:mysql|pgsql|sqlite|sqlsrv|oci))\1")
_REMARKS = (b"*", b"//", b"/*", b"#")
_MOST = 400


def entries(survey: Survey, array: Value) -> Iterator[ValueFact]:
    """All entries of an array, nested keys joined by dots."""
    # Its own file's name is the first part of a key; only that of the databases can be told.
    prefix = "database." if array.named("connections") and array.named("default") else ""
    left = [(prefix, array)]
    count = 0
    while left and count < _MOST:
        path, here = left.pop()
        for key, part in zip(here.names, here.parts, strict=False):
            count += 1
            if part.kind == "map" and key:
                left.append((f"{path}{key}.", part))
            elif key and (text := settled(survey.texts.known(part))):
                yield ValueFact("setting", path + key, text, part.line or here.line)


def connection(survey: Survey, array: Value) -> Iterator[StoreFact]:
    """The connection that Laravel uses unless told otherwise."""
    connections, default = array.named("connections"), array.named("default")
    if connections is None or default is None:
        return
    name = survey.texts.known(default)
    chosen = _literal(name)
    entry = connections.named(chosen)
    if entry is None:
        return
    driver = entry.named("driver")
    engine = _ENGINES.get(driver.word if driver else "", "")
    host = settled(survey.texts.known(entry.named("host")))
    if not engine or not host:
        return
    port = settled(survey.texts.known(entry.named("port")))
    database = settled(survey.texts.known(entry.named("database")))
    address = joined([host, plain(":"), port]) if port else host
    yield StoreFact(engine, address, entry.line, "laravel", database)


def drivers(content: bytes) -> Iterator[ValueFact]:
    """Each place that names a driver of Doctrine, as an entry of that; no remarks."""
    for found in _DRIVER.finditer(content) if b"pdo_" in content else ():
        begin = content.rfind(b"\n", 0, found.start()) + 1
        if not content[begin : found.start() + 1].lstrip().startswith(_REMARKS):
            line = content.count(b"\n", 0, begin) + 1
            yield ValueFact("setting", "driver", plain(found[2].decode()), line)


def _literal(text: Text) -> str:
    if len(text) != 1:
        return ""
    return text[0].value if text[0].kind == "text" else _literal(text[0].default)


def source_names(survey: Survey) -> Iterator[StoreFact]:
    """DSNs of PDO that are given to a container, which makes the connection elsewhere."""
    for call, _ in survey.signed("value"):
        for part in call.parts[1:2]:
            text = settled(survey.texts.known(part))
            if engine := engine_of(text):
                yield StoreFact(engine, without_driver(text), call.line, "pdo")


def engine_of(text: Text) -> str:
    """Of a DSN, or of the DSN that is a default."""
    for piece in text[:1]:
        if piece.kind == "text":
            found = _DSN.match(piece.value) or re.match(
                r"(mysql|pgsql|sqlsrv|oci):host=", piece.value
            )
            return _ENGINES[found[1].lower()] if found else ""
        return engine_of(piece.default)
    return ""


def without_driver(text: Text) -> Text:
    """`host=db;dbname=x` of `mysql:host=db;dbname=x`, in a default too."""
    if not text:
        return text
    first, *rest = text
    if first.kind == "text":
        bare = re.sub(r"^(?:mysql|pgsql|sqlsrv|oci|mariadb):", "", first.value, flags=re.I)
        return joined([plain(bare), tuple(rest)])
    return (Piece(first.kind, first.value, without_driver(first.default)), *rest)
