"""What patterns and words mean in a tree: the table in expand.cases.yaml."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from driftscan.model.expansion import Expansion
from driftscan.model.rule import (
    Acyclic,
    AllowOnly,
    CapabilityUse,
    Chain,
    Contracts,
    Covered,
    DataOwner,
    Deny,
    Deprecate,
    Every,
    Expect,
    Independent,
    Layers,
    NoBypass,
    NoDuplicates,
    NoSharedData,
    OneDefinition,
    OneImplementation,
    OneOwner,
    Private,
    Protect,
    Public,
    Rule,
    TermOwner,
)
from driftscan.spec.expand.expand import expand
from driftscan.spec.parse import parse_spec

CASES = yaml.safe_load((Path(__file__).parent / "expand.cases.yaml").read_text("utf-8"))


def _expansion(case: dict[str, Any]) -> Expansion:
    sections = ("components", "layers", "rules", "exceptions", "data", "definitions")
    lines = [f"{name}: {json.dumps(case[name])}" for name in sections if name in case]
    spec = parse_spec("\n".join(["driftscan: 1", *lines]).encode(), "s.yaml")
    files = [path.encode() for path in case["files"]]
    folders = {path.rpartition(b"/")[0] for path in files}
    return expand(spec, folders, [path for path in files if _is_a_module(path)])


def _is_a_module(path: bytes) -> bool:
    return path.endswith(b".py") and not path.endswith(b"__init__.py")


def _said(rule: Rule) -> str:
    match rule:
        case Layers(containers=()):
            parts = [", ".join(layer.members) for layer in rule.order]
        case Layers():
            parts = [", ".join(rule.containers)]
        case (
            Independent()
            | NoSharedData()
            | OneOwner()
            | NoBypass()
            | Chain()
            | Contracts()
            | OneImplementation()
        ):
            parts = [", ".join(rule.members)]
        case Acyclic():
            parts = [", ".join(rule.members or rule.inside)]
        case Public():
            parts = [rule.component]
        case Private():
            parts = [", ".join(rule.components)]
        case Covered():
            parts = [", ".join(rule.paths)]
        case Protect():
            parts = [", ".join(side.components) for side in (rule.target, rule.users)]
        case Every() | CapabilityUse() | NoDuplicates() | OneDefinition() | TermOwner():
            parts = list(getattr(rule, "members", ()))
        case _:
            parts = _ends(rule)
    return f"{rule.head.name}: {' > '.join(parts)}"


def _ends(rule: Deny | AllowOnly | Expect | Deprecate | DataOwner) -> list[str]:
    if isinstance(rule, DataOwner):
        return [rule.owner, ", ".join(rule.readers)]
    return [", ".join(side.components) for side in (rule.source, rule.target)]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_case_of_the_table(case: dict[str, Any]) -> None:
    expansion = _expansion(case)
    spec = expansion.spec
    told = [
        f"{e.line}: {f'rule {e.rule!r}: ' * bool(e.rule)}{e.message}" for e in expansion.meaningless
    ]
    assert told == case.get("tells", [])
    if "gives" in case:
        assert [f"{c.name}: {' '.join(c.paths)}" for c in spec.components] == case["gives"]
    if "says" in case:
        assert [_said(rule) for rule in spec.rules] == case["says"]
    if "excepted" in case:
        assert [", ".join(e.rules or [e.finding]) for e in spec.exceptions] == case["excepted"]


def test_every_case_expects_something() -> None:
    assert all({"gives", "says", "tells"} & case.keys() for case in CASES)
    assert len({case["name"] for case in CASES}) == len(CASES) > 20


def test_what_a_component_made_by_a_pattern_keeps() -> None:
    pattern = {"path": "s/*", "kind": "job", "tags": ["x"], "owner": "me", "public": ["api"]}
    made = _expansion({"components": {"s/*": pattern}, "files": ["s/a/x.py"]}).spec.components
    (component,) = made
    assert (component.kind, component.tags, component.owner) == ("job", ("x",), "me")
    assert (component.public, component.pattern, component.line) == (("api",), "s/*", 2)
