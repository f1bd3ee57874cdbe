"""A Kotlin file as facts: its package, imports, declarations, and the names it uses without an
import."""

from tree_sitter import Node

from driftscan.extract.jvm.chains import without_blanks
from driftscan.extract.jvm.documented import with_documented
from driftscan.extract.jvm.found import Found, captures, in_order
from driftscan.extract.kotlin.queries import FACTS
from driftscan.extract.kotlin.scoping import Scoping
from driftscan.extract.kotlin.top_level import declared_at_line_begins, is_damaged
from driftscan.extract.kotlin.uses import uses_of
from driftscan.extract.syntax.parsed import line_of, parse
from driftscan.extract.syntax.suppressions import with_suppressions
from driftscan.model.fact import FileFacts, ImportFact, Problem


def extract(content: bytes) -> FileFacts:
    """Facts of one file."""
    # At the end of a file that does not end its line, the grammar's scanner may never come back.
    parsed = parse(content if content.endswith(b"\n") else content + b"\n", "kotlin")
    if isinstance(parsed, Problem):
        return FileFacts(problems=(parsed,))
    found = captures(parsed, FACTS)
    packages = in_order(found["package"])
    package = _dotted(packages[0]) if packages else ""
    imports = [fact for node in in_order(found["import"]) if (fact := _import(node))]
    bound = frozenset(
        fact.alias or fact.module.rpartition(".")[2] for fact in imports if not fact.name
    )
    by_lines = declared_at_line_begins(parsed.content) if is_damaged(parsed) else ()
    scoping = Scoping(found, package, by_lines)
    facts = FileFacts(
        imports=tuple(with_documented(imports, parsed, found, ["name"])),
        problems=parsed.problems,
        namespaces=(package,) if package else (),
        declarations=(*scoping.declarations, *_class_of_the_file(found, package)),
        uses=uses_of(parsed.content, found, scoping, bound),
    )
    return with_suppressions(parsed, facts)


def _import(node: Node) -> ImportFact | None:
    """`import a.B` has no name, `import a.*` the name '*'."""
    module = alias = ""
    for child in node.named_children:
        if child.type == "qualified_identifier":
            module = _dotted(child)
        elif child.type == "identifier":
            alias = _dotted(child)
    if not module:
        return None
    name = "*" if any(child.type == "*" for child in node.children) else ""
    return ImportFact(module, name, 0, line_of(node), alias=alias)


def _class_of_the_file(found: Found, package: str) -> list[str]:
    """What Java calls the functions of the file by, where `@file:JvmName` says so."""
    names = []
    pairs = zip(in_order(found["annotation"]), in_order(found["argument"]), strict=False)
    for annotation, argument in pairs:
        if _dotted(annotation).rpartition(".")[2] == "JvmName":
            name = (argument.text or b"").decode("utf-8", "replace").strip('"')
            names.append(f"{package}.{name}" if package else name)
    return names


def _dotted(node: Node) -> str:
    return without_blanks(node.text or b"").replace("`", "")
