"""A Java file as facts: its package, imports, types, and the names it uses without an import."""

import re

from driftscan.extract.java.queries import FACTS
from driftscan.extract.java.scoping import Scoping
from driftscan.extract.java.uses import uses_of
from driftscan.extract.jvm.chains import without_blanks
from driftscan.extract.jvm.documented import with_documented
from driftscan.extract.jvm.found import captures, in_order
from driftscan.extract.syntax.parsed import last_line_of, line_of, parse
from driftscan.extract.syntax.suppressions import Statement, with_suppressions
from driftscan.model.fact import FileFacts, ImportContext, ImportFact, Problem

_IMPORT = re.compile(
    rb"import(?P<static>\s+static\b)?\s*(?P<name>[\w$.\x80-\xff\s]*?)(?P<star>\.\s*\*)?\s*;?"
)
_TWO_WORDS = re.compile(rb"[\w$]\s+[\w$]")  # `import module java.base` names no type
# Captures of names in code: that of a type that is imported is mostly one of them.
_NAMES = ("type", "head", "named")
_COMMENT = re.compile(rb"/\*.*?\*/|//[^\n]*", re.DOTALL)


def extract(content: bytes) -> FileFacts:
    """Facts of one file."""
    parsed = parse(content, "java")
    if isinstance(parsed, Problem):
        return FileFacts(problems=(parsed,))
    found = captures(parsed, FACTS)
    packages = in_order(found["package"])
    package = without_blanks(packages[0].text or b"") if packages else ""
    imports, statements = [], []
    for node in in_order(found["import"]):
        if fact := _import(node.text or b"", line_of(node)):
            imports.append(fact)
            statements.append(Statement(fact.line, last_line_of(node)))
    scoping = Scoping(found, package)
    facts = FileFacts(
        imports=tuple(with_documented(imports, parsed, found, _NAMES)),
        problems=parsed.problems,
        namespaces=(package,) if package else (),
        declarations=scoping.declarations,
        uses=uses_of(parsed.content, found, scoping, _bound(imports)),
    )
    return with_suppressions(parsed, facts, statements)


def _import(text: bytes, line: int) -> ImportFact | None:
    """`import a.B` has no name, `import a.*` the name '*', a static one the member's."""
    read = _IMPORT.fullmatch(_COMMENT.sub(b" ", text))
    module = without_blanks(read["name"]) if read else ""
    if read is None or not all(module.split(".")) or _TWO_WORDS.search(read["name"]):
        return None
    name = "*" if read["star"] else ""
    if not read["static"]:
        return ImportFact(module, name, 0, line)
    if not name:
        module, _, name = module.rpartition(".")
    return ImportFact(module, name, 0, line, int(ImportContext.STATIC))


def _bound(imports: list[ImportFact]) -> frozenset[str]:
    """Simple names that an import of one type gives a meaning."""
    return frozenset(fact.module.rpartition(".")[2] for fact in imports if not fact.name)
