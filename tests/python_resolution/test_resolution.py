"""Where the imports of tiny trees lead: the table is in resolution_cases.py."""

import pytest

from driftscan.extract.claims import extractors_for, language_of
from driftscan.extract.registry import EXTRACTORS, load_extractor, load_language
from driftscan.graph.resolved import ResolvedFile
from driftscan.model.fact import FileFacts
from driftscan.model.graph import Kind, Module
from tests.python_resolution.resolution_cases import CASES, Case


def _facts(path: str, text: str, want_language: bool) -> list[FileFacts]:
    return [
        load_extractor(name).extract(text.encode())
        for name in extractors_for(path.encode())
        if bool(EXTRACTORS[name].language) is want_language
    ]


def _lines(resolved: ResolvedFile, modules: list[Module], passed_on: bool) -> list[str]:
    lines = []
    for ref in resolved.internal:
        arrow = "->" if ref.confidence == 1.0 else "~>"
        mark = " (type-only)" if ref.kind is Kind.TYPE_ONLY else ""
        mark += " (passed on)" if ref.reexport and passed_on else ""
        lines.append(f"{arrow} {modules[ref.target].id}{mark}")
    for out in resolved.external:
        name = f" [{out.distribution}]" if out.distribution else ""
        lines.append(f"{'std' if out.standard else 'ext'} {out.name}{name}")
    return lines + [f"? {gap.written} ({gap.cause})" for gap in resolved.unresolved]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_imports_lead_where_python_would_take_them(case: Case) -> None:
    paths = sorted(path.encode() for path in case.tree if language_of(path.encode()) == "python")
    manifests = {path.encode(): _facts(path, text, False) for path, text in case.tree.items()}
    manifests = {path: facts for path, facts in manifests.items() if facts}
    python = load_language("python")
    hints = {
        path: python.hints(_facts(path.decode(), case.tree[path.decode()], True)[0])
        for path in paths
    }
    inferred = python.infer(paths, manifests, case.roots, hints)
    index = python.build_index(paths, manifests, case.roots, inferred)
    passed_on = "(passed on)" in str(case.expected)
    found = {
        path: _lines(
            index.resolve(path.encode(), _facts(path, case.tree[path], True)[0]),
            list(index.modules),
            passed_on,
        )
        for path in case.expected
    }
    assert {path: sorted(lines) for path, lines in found.items()} == {
        path: sorted(lines) for path, lines in case.expected.items()
    }
