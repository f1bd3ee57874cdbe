"""Whatever the graph: the proposed spec can be read, passes today, and is the same again."""

import datetime
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from driftscan.checks.evaluate import evaluate
from driftscan.checks.matching import unmatched_declarations
from driftscan.checks.question import CheckInput
from driftscan.checks.status import judge
from driftscan.graph.components import Territory
from driftscan.graph.system import SystemGraph
from driftscan.model.baseline import Baseline
from driftscan.model.graph import Dependency, Kind, Module
from driftscan.propose.evidence import evidence_of, is_evidence
from driftscan.propose.proposal import propose
from driftscan.propose.spec_text import Shares
from driftscan.spec.parse import parse_spec
from driftscan.store.acceptance import accept

TODAY = datetime.date(2026, 11, 20)
FOLDERS = [
    *"abcd", "tests", "docs", "services", "components", "null", "on", "x y", " pad ", "é",
    "\udcff", "a*b", "q?", "k: v", "#no", "-dash", ".dot", '"', "\n", "\\", "{x}", "a,b", "12", "~",
    "ünïcödé", "\u202e", "->", "external",
]  # fmt: skip
FILES = ["__init__", "main", "test_x", "x", "y", "app", "conf", "setup", "sh ell"]
SIGNS = ["Dockerfile", "pyproject.toml", "package.json", "requirements.txt", "go.mod", "a.tsx"]

paths = st.tuples(st.lists(st.sampled_from(FOLDERS), max_size=4), st.sampled_from(FILES)).map(
    lambda each: "/".join([*each[0], f"{each[1]}.py"])
)
signs = st.tuples(st.lists(st.sampled_from(FOLDERS), max_size=3), st.sampled_from(SIGNS)).map(
    lambda each: "/".join([*each[0], each[1]]).encode("utf-8", "surrogateescape")
)
# In a tree of plain names there are enough modules of one package for every kind of rule.
plain_paths = st.tuples(
    st.sampled_from(["", "src/", "svc/one/", "svc/two/"]),
    st.lists(st.sampled_from("abc"), min_size=1, max_size=3),
    st.sampled_from(["__init__", "x", "y", "z"]),
).map(lambda each: f"{each[0]}{'/'.join(each[1])}/{each[2]}.py")


@st.composite
def graphs(draw: st.DrawFn, names: st.SearchStrategy[str], most: int) -> SystemGraph:
    found = draw(st.lists(names, min_size=1, max_size=most, unique=True))
    modules = sorted(map(_module, found), key=lambda module: module.key)
    size = len(modules)
    chance = random.Random(draw(st.integers(0, 1 << 32)))
    edges = {
        (chance.randrange(size), chance.randrange(size), chance.choice([*Kind])): chance.choice(
            [1, 1, 3, 9]
        )
        for _ in range(draw(st.integers(0, 4 * size)))
    }
    internal = [
        Dependency(source, target, kind, tuple(range(1, count + 1)))
        for (source, target, kind), count in sorted(edges.items())
        if source != target
    ]
    return SystemGraph(modules, [], internal, [])


def _module(path: str) -> Module:
    *folders, file = path.removesuffix(".py").split("/")
    root = ""
    if folders and folders[0] in ("src", "svc"):
        depth = 1 if folders[0] == "src" else 2
        root, folders = "/".join(folders[:depth]), folders[depth:]
    parts = folders if file == "__init__" else [*folders, file]
    name = ".".join(parts)
    raw = path.encode("utf-8", "surrogateescape")
    return Module(f"{root}:{name}", f"{root}:{name}", raw, "python", name, root, file == "__init__")


def passes_today(graph: SystemGraph, evidence: list[bytes]) -> str:
    """The text of the proposal, of which all that matters has been asserted."""
    known = evidence_of(path for path in evidence if is_evidence(path.rpartition(b"/")[2]))
    shares = Shares(len(graph.modules), len(graph.modules), len(graph.internal), 0)
    proposal = propose(graph, known, shares)
    assert propose(graph, known, shares) == proposal

    spec = parse_spec(proposal.text.encode(), "driftscan.yaml")
    question = CheckInput(graph, Territory(spec.components, graph.modules), "driftscan.yaml")
    folders = {path.rpartition(b"/")[0] for path in [*evidence, *(m.path for m in graph.modules)]}
    assert unmatched_declarations(question, spec.rules, [f + b"/." for f in folders]) == []
    assert -1 not in question.territory.home
    outcomes = evaluate(question, spec.rules)
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    baseline = accept(Baseline(), findings, "was there", TODAY).baseline
    accepted = {entry.id: entry.reason for entry in baseline.findings}
    judged = judge(outcomes, accepted, (), TODAY)
    assert {finding.status for finding in judged.findings} <= {"accepted"}
    said = sum(rule.accepted for rule in proposal.rules)
    public = sum(finding.check == "public" for finding in findings)
    assert len(findings) - public == said
    return proposal.text


@settings(max_examples=100, deadline=None)
@given(graphs(paths, 25), st.lists(signs, max_size=6, unique=True))
def test_any_names(graph: SystemGraph, evidence: list[bytes]) -> None:
    assert passes_today(graph, evidence).strip()


@settings(max_examples=100, deadline=None)
@given(
    graphs(plain_paths, 60), st.lists(st.sampled_from(["svc/one", "svc/two", "src"]), unique=True)
)
def test_any_imports(graph: SystemGraph, projects: list[str]) -> None:
    dockerfiles = [f"{folder}/Dockerfile".encode() for folder in projects]
    assert passes_today(graph, dockerfiles).strip()
