"""Moves a file's rules over a tiny tree, and holds the tree against them."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from driftscan.checks.evaluate import evaluate
from driftscan.checks.matching import unmatched_declarations
from driftscan.checks.question import CheckInput
from driftscan.checks.unseen import idle_messages
from driftscan.graph.components import Territory
from driftscan.migrate.migration import ForeignFile, Migration
from driftscan.migrate.registry import format_of
from driftscan.spec.parse import parse_spec
from tests.checks.tiny_system import graph_of


class Outcome(Struct, frozen=True):
    """findings: 'rule: source -> target' of those that are not excepted, sorted."""

    migration: Migration
    findings: tuple[str, ...]


def moved(
    name: str,
    content: str,
    tree: Mapping[str, str],
    companions: Mapping[str, str] | None = None,
    marks: Sequence[tuple[bytes, int, str]] = (),
) -> Outcome:
    """The migration of one file, read back as a spec, and what it finds in the tree."""
    found = format_of(name, content.encode())
    assert found is not None
    others = tuple(
        ForeignFile(path, path.rpartition("/")[0], text.encode())
        for path, text in (companions or {}).items()
    )
    graph = graph_of(tree)
    file = ForeignFile(name, name.rpartition("/")[0], content.encode(), others, tuple(marks))
    migration = found.migrate(file, graph)
    spec = parse_spec(migration.text.encode(), "driftscan.yaml")
    question = CheckInput(graph, Territory(spec.components, graph.modules), spec.file)
    assert unmatched_declarations(question, spec.rules, [b"."]) == []
    assert idle_messages(graph, spec.exceptions, spec.file) == []
    outcomes = evaluate(question, spec.rules, exceptions=spec.exceptions)
    shown = [
        f"{finding.rule}: {finding.source} -> {finding.target}"
        for outcome in outcomes
        for finding in outcome.findings
        if finding.status == "new"
    ]
    return Outcome(migration, tuple(sorted(shown)))
