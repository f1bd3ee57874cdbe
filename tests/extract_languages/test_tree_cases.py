"""The cases of each language: a tiny tree in, where its references lead out.

They stand in `cases/trees/` beside language.py. For each file: `3: -> path` an edge,
`~> path` one less sure, `3: ext name [distribution] (scope)` a package outside, `3: std name`,
`3: ? written (cause)` unresolved; behind it `(type-only)` or `(re-export)`. Files that are not
named refer to nothing. modules: names of modules by path, where a case is about them.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from msgspec import Struct, convert

from driftscan.extract.claims import extractors_for, language_of, serves
from driftscan.extract.registry import EXTRACTORS, LANGUAGES, load_extractor, load_language
from driftscan.graph.resolved import ResolvedFile
from driftscan.model.fact import FileFacts
from driftscan.model.graph import Kind, Module

PARSED = sorted(
    {entry.language for entry in EXTRACTORS.values() if entry.language and entry.grammar}
)


class Case(Struct, forbid_unknown_fields=True):
    """One row. roots: source roots that the spec declares."""

    name: str
    tree: dict[str, str]
    expected: dict[str, list[str]] = {}
    modules: dict[str, str] = {}
    tests: list[str] | None = None
    roots: list[str] = []


def _folder(language: str) -> Path:
    return Path(import_module(LANGUAGES[language]).__file__ or "").parent / "cases" / "trees"


def _cases() -> Iterator[object]:
    for language in PARSED:
        for file in sorted(_folder(language).glob("*.yaml")):
            for row in yaml.safe_load(file.read_text("utf-8")):
                case = convert(row, Case)
                yield pytest.param(language, case, id=f"{language}/{file.stem}: {case.name}")


def _facts(path: bytes, text: str, language: str) -> list[FileFacts]:
    return [
        load_extractor(name).extract(text.encode())
        for name in extractors_for(path)
        if EXTRACTORS[name].language == language
    ]


def _shown(file: ResolvedFile, modules: list[Module]) -> list[str]:
    rows = []
    for ref in file.internal:
        arrow = "->" if ref.confidence == 1 else "~>"
        kind = " (type-only)" if ref.kind is Kind.TYPE_ONLY else ""
        passed = " (re-export)" if ref.reexport else ""
        rows.append((ref.lines, f"{arrow} {modules[ref.target].path.decode()}{kind}{passed}"))
    for package in file.external:
        kind = " (type-only)" if package.kind is Kind.TYPE_ONLY else ""
        word = "std" if package.standard else "ext"
        named = f" [{package.distribution}]" if package.distribution else ""
        scope = f" ({package.scope})" if package.scope else ""
        rows.append((package.lines, f"{word} {package.name}{named}{scope}{kind}"))
    rows += [((gap.line,), f"? {gap.written} ({gap.cause})") for gap in file.unresolved]
    return [f"{','.join(map(str, lines))}: {text}" for lines, text in sorted(rows)]


@pytest.mark.parametrize(("language", "case"), list(_cases()))
def test_case(language: str, case: Case) -> None:
    rules = load_language(language)
    read: Mapping[bytes, str] = {path.encode(): text for path, text in case.tree.items()}
    manifests = {
        path: tuple(facts)
        for path, text in read.items()
        if serves(path, language) and (facts := _facts(path, text, ""))
    }
    sources = {
        path: _facts(path, read[path], language)[0]
        for path in sorted(read)
        if language_of(path) == language
    }
    inferred: tuple[str, ...] = ()
    if rules.wants_hints(list(sources), manifests, case.roots):
        hints = {path: rules.hints(facts) for path, facts in sources.items()}
        inferred = rules.infer(list(sources), manifests, case.roots, hints)
    index = rules.build_index(list(sources), manifests, case.roots, inferred)
    modules = list(index.modules)
    assert [module.key for module in modules] == sorted({module.key for module in modules})
    assert sorted(module.path for module in modules) == list(sources)
    shown = {
        path.decode(): rows
        for path, facts in sources.items()
        if (rows := _shown(index.resolve(path, facts), modules))
    }
    assert shown == case.expected
    names = {module.path.decode(): module.name for module in modules}
    assert {path: names[path] for path in case.modules} == case.modules
    if case.tests is not None:
        assert [m.path.decode() for m in modules if m.is_test] == case.tests


@pytest.mark.parametrize("language", PARSED)
def test_every_language_has_cases(language: str) -> None:
    assert sum(1 for _ in _folder(language).glob("*.yaml")) >= 3
