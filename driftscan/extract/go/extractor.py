"""Go as facts: imports, the names declared at the top level, and those used of other packages."""

from collections.abc import Iterable

from msgspec import Struct
from tree_sitter import Node

from driftscan.extract.go.constraints import is_ignored
from driftscan.extract.go.newer import Source, parse_go
from driftscan.extract.go.queries import FILE, UNQUALIFIED
from driftscan.extract.go.scopes import Sweep
from driftscan.extract.syntax.parsed import Parsed, last_line_of, line_of, text_of
from driftscan.extract.syntax.suppressions import Statement, with_suppressions
from driftscan.model.fact import FileFacts, ImportFact, Problem, UseFact

_DOT = "."


class _Found(Struct, frozen=True):
    """What the query captured: nodes of package clauses and import specs, and top-level names."""

    packages: list[Node]
    specs: list[Node]
    tops: list[str]
    sweep: Sweep


def extract(content: bytes) -> FileFacts:
    """Facts of a Go file.

    uses: `pkg.Name` with an exported Name, where no local name hides pkg; names that stand alone
    only if the file has a dot import. declarations: every name at the top level, `init` among them.
    """
    source = parse_go(content)
    if isinstance(source, Problem):
        return FileFacts(problems=(source,))
    found = _gather(source)
    imports = tuple(fact for spec in found.specs if (fact := _import(spec)))
    if any(fact.alias == _DOT for fact in imports):
        _take_unqualified(source.readable, found.sweep)
    facts = FileFacts(
        imports=imports,
        problems=source.readable.problems,
        uses=_not_own(found.sweep.uses(), found.tops),
        namespaces=tuple(dict.fromkeys(map(text_of, found.packages))),
        declarations=() if _is_ignored(source.written, found.packages) else _named(found.tops),
    )
    return with_suppressions(source.written, facts, [_statement(spec) for spec in found.specs])


def _gather(source: Source) -> _Found:
    packages: list[Node] = []
    specs: list[Node] = []
    tops: list[str] = []
    sweep = Sweep()
    for found in source.readable.matches(FILE):
        if "top" in found:
            tops += (text_of(n) for n in found["top"] if n.start_byte not in source.methods)
        elif "import" in found:
            specs += found["import"]
        elif "package" in found:
            packages += found["package"]
        else:
            sweep.take(found)
    return _Found(packages, specs, tops, sweep)


def _import(spec: Node) -> ImportFact | None:
    path, name = spec.child_by_field_name("path"), spec.child_by_field_name("name")
    written = text_of(path)[1:-1] if path else ""
    if not written:
        return None
    return ImportFact(written, "", 0, line_of(spec), alias=text_of(name) if name else "")


def _statement(spec: Node) -> Statement:
    return Statement(line_of(spec), last_line_of(spec))


def _take_unqualified(parsed: Parsed, sweep: Sweep) -> None:
    keys: set[int] = set()
    names: list[Node] = []
    for found in parsed.matches(UNQUALIFIED):
        keys.update(node.start_byte for node in found.get("key", ()))
        names += found.get("name", ())
    for node in names:
        if node.start_byte not in keys:
            sweep.use(text_of(node), node)


def _not_own(uses: Iterable[UseFact], tops: Iterable[str]) -> tuple[UseFact, ...]:
    """Without what the file itself declares: no import of it can have the same name."""
    own = frozenset(tops)
    return tuple(use for use in uses if use.name.partition(".")[0] not in own)


def _named(tops: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name for name in tops if name != "_"}))


def _is_ignored(parsed: Parsed, packages: list[Node]) -> bool:
    """Whether its build constraint says `ignore`; such a line stands before the package clause."""
    end = packages[0].start_byte if packages else 0
    return is_ignored(parsed.content, end)
