"""Change logs of Liquibase, in XML and YAML, as tables that are defined and filled."""

from collections.abc import Iterator

from driftscan.extract.liquibase.changes import MODES, access, table_key
from driftscan.extract.sql.statements import accesses_of, looks_like_sql
from driftscan.model.fact import Problem
from driftscan.model.service_fact import AccessFact, Piece, ServiceFacts
from driftscan.notation.node import Node
from driftscan.notation.unreadable import UnreadableTextError
from driftscan.notation.xml import Element, parse_xml
from driftscan.notation.yaml import parse_yaml

_MARK = b"databaseChangeLog"
_NOTHING = ServiceFacts()


def extract(content: bytes, /) -> ServiceFacts:
    """Each table and mode of a change set, in the order of the text; other files say nothing.

    Problems: 'encoding', 'syntax', 'too-deep' (fatal).
    """
    if _MARK not in content:
        return _NOTHING
    try:
        is_xml = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        found = _of_xml(parse_xml(content)) if is_xml else _of_yaml(parse_yaml(content))
        return ServiceFacts(accesses=tuple(dict.fromkeys(found)))
    except UnreadableTextError as error:
        problem = Problem(error.code, f"is {error.reason}", error.line, fatal=True)
        return ServiceFacts(problems=(problem,))


def _of_xml(root: Element) -> Iterator[AccessFact]:
    if root.name != _MARK.decode():
        return
    open_ = [root]
    while open_:
        element = open_.pop()
        open_ += reversed(element.children)
        attributes = element.attributes
        if element.name in MODES and (table := attributes.get(table_key(element.name), "")):
            schema = attributes.get("schemaName") or attributes.get("baseTableSchemaName") or ""
            yield access(element.name, table, schema, element.line)
        elif element.name == "sql":
            yield from _of_sql(element.text, element.line)


def _of_yaml(document: Node) -> Iterator[AccessFact]:
    for entry in document.get(_MARK.decode()).elements():
        for change in entry.get("changeSet", "changes").elements():
            for name, body in change.entries():
                named = body.get(table_key(name)) if name in MODES else body
                if name in MODES and (table := named.text):
                    yield access(name, table, body.get("schemaName").text, named.line)
                elif name == "sql":
                    yield from _of_sql(body.get("sql").text or body.text, body.line)


def _of_sql(text: str, line: int) -> Iterator[AccessFact]:
    if looks_like_sql(text):
        for name, mode in accesses_of(text):
            yield AccessFact("sql", (Piece("text", name),), mode, line, "liquibase")
