"""Cases as tables of dependencies between paths: moved, read back, and judged."""

import datetime
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import yaml
from msgspec import Struct

from driftscan.checks.evaluate import evaluate
from driftscan.checks.question import CheckInput
from driftscan.checks.status import judge
from driftscan.graph.components import Territory
from driftscan.graph.system import SystemGraph
from driftscan.migrate.migration import ForeignFile, Migration
from driftscan.migrate.registry import FORMATS
from driftscan.model.graph import Dependency, ExternalPackage, Kind, Module
from driftscan.model.spec import Spec
from driftscan.spec.parse import parse_spec

FOLDER = Path(__file__).parent / "their_docs"
OUTSIDE = "external:"
DEV = " dev"
FILES = {
    "dependency-cruiser": ".dependency-cruiser.js",
    "deptrac": "deptrac.yaml",
    "go-arch-lint": ".go-arch-lint.yml",
    "lintel": "arch.yaml",
}
_SPEC = "driftscan.yaml"
_EXPAND = "driftscan.spec.expand.expand"
_TODAY = datetime.date(2026, 11, 21)


class Case(Struct, frozen=True):
    """One configuration over some dependencies, each 'path -> path' or 'path -> external:name'.

    broken: those that the tool reports; verdict: 'kept' or 'broken' where it is not one of them.
    companions: further files by path. needs: what a spec must be able to say for it. file: what
    the configuration is called, if not as usual.
    """

    name: str
    config: str
    edges: tuple[str, ...]
    broken: tuple[str, ...] = ()
    verdict: str = ""
    companions: dict[str, str] = {}
    needs: str = ""
    file: str = ""

    @property
    def expected(self) -> str:
        """'kept' or 'broken'."""
        return self.verdict or ("broken" if self.broken else "kept")

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Both ends of each dependency."""
        return [tuple(part.strip() for part in edge.split(" -> ")) for edge in self.edges]  # type: ignore[misc]


class Verdict(Struct, frozen=True):
    """broken: dependencies with a finding, as the case writes them; rules: whose findings."""

    migration: Migration
    broken: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def outcome(self) -> str:
        """'kept' or 'broken'."""
        return "broken" if self.rules else "kept"


def cases(tool: str) -> list[Case]:
    """All cases of a tool."""
    import msgspec

    text = (FOLDER / f"{tool.replace('-', '_')}.yaml").read_text("utf-8")
    return msgspec.convert(yaml.safe_load(text), list[Case])


def verdict_of(tool: str, case: Case) -> Verdict:
    """What driftscan says once the configuration is moved."""
    graph = graph_of(case)
    companions = tuple(
        ForeignFile(name, name.rpartition("/")[0], text.encode())
        for name, text in case.companions.items()
    )
    tree = tuple(sorted(module.path for module in graph.modules))
    file = ForeignFile(case.file or FILES[tool], "", case.config.encode(), companions, tree=tree)
    assert FORMATS[tool].recognises(file.name, file.content), "not recognised"
    migration = FORMATS[tool].migrate(file, graph)
    spec = spelled_out(parse_spec(migration.text.encode(), _SPEC), graph)
    question = CheckInput(graph, Territory(spec.components, graph.modules), _SPEC)
    outcomes = evaluate(question, spec.rules, exceptions=spec.exceptions)
    judged = judge(outcomes, {}, spec.exceptions, _TODAY, _SPEC)
    found = [finding for finding in judged.findings if finding.status == "new"]
    pairs = {(finding.source, finding.target.removeprefix(OUTSIDE)) for finding in found}
    broken = [
        edge
        for edge, (source, target) in zip(case.edges, case.pairs, strict=True)
        if (source, target.removeprefix(OUTSIDE).removesuffix(DEV)) in pairs
    ]
    return Verdict(migration, tuple(broken), tuple(sorted({finding.rule for finding in found})))


def spelled_out(spec: Spec, graph: SystemGraph) -> Spec:
    """The spec with patterns of components spelled out, where this version has them."""
    if find_spec(_EXPAND.rpartition(".")[0]) is None:
        return spec
    paths = [module.path for module in graph.modules]
    folders = {path.rpartition(b"/")[0] for path in paths}
    expansion = import_module(_EXPAND).expand(spec, folders, paths)
    expanded: Spec = expansion.spec
    return expanded


def can_say(needs: str) -> bool:
    """Whether a spec of this version can say what a case needs."""
    if needs == "patterns":
        return find_spec(_EXPAND.rpartition(".")[0]) is not None
    return not needs or "scope" in Dependency.__struct_fields__


def graph_of(case: Case) -> SystemGraph:
    """A graph of the dependencies, whatever language they would be in."""
    ends = {end for pair in case.pairs for end in pair}
    paths = sorted(end for end in ends if not end.startswith(OUTSIDE))
    names = sorted({_package(end) for end in ends if end.startswith(OUTSIDE)})
    modules = [Module(path, f":{path}", path.encode(), "", _dotted(path), "") for path in paths]
    externals = [ExternalPackage(name, name) for name in names]
    inner, outer = [], []
    for source, target in case.pairs:
        if target.startswith(OUTSIDE):
            scope = {"scope": "dev"} if target.endswith(DEV) else {}
            place = names.index(_package(target))
            outer.append(_dependency(paths.index(source), place, scope))
        else:
            inner.append(_dependency(paths.index(source), paths.index(target), {}))
    return SystemGraph(modules, externals, _sorted(inner), _sorted(outer))


def _dependency(source: int, target: int, scope: dict[str, str]) -> Dependency:
    known = {key: text for key, text in scope.items() if key in Dependency.__struct_fields__}
    return Dependency(source, target, Kind.IMPORT, (1,), **known)  # type: ignore[arg-type]


def _sorted(found: Iterable[Dependency]) -> list[Dependency]:
    return sorted(found, key=lambda each: (each.source, each.target, each.kind))


def _package(end: str) -> str:
    return end.removeprefix(OUTSIDE).removesuffix(DEV)


def _dotted(path: str) -> str:
    folder, _, name = path.rpartition("/")
    return f"{folder}/{name.partition('.')[0]}".strip("/").replace("/", ".")
