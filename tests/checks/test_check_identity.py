"""Equal input gives equal findings, whatever the hash seed; identities outlive edits."""

import json
import os
import subprocess
import sys
from pathlib import Path

from driftscan.checks.evaluate import evaluate
from tests.checks.tiny_system import question_of, spec_of

ROOT = Path(__file__).parents[2]
SECTIONS: dict[str, object] = {
    "components": {
        "a": {"path": "a"},
        "b": {"path": "b"},
        "c": {"path": "c"},
        "all": {"path": "."},
    },
    "rules": [
        {"deny": "a -> b", "through_others": True},
        {"independent": ["a", "b", "c"], "through_others": True},
        {"acyclic": ["a", "b", "c"]},
        {"acyclic": {"in": "all"}},
        {"allow_only": "* -> c"},
        {"covered": "."},
    ],
}
TREE = {
    f"{part}/m{number}.py": "".join(
        f"import {other}.m{(number * 7 + shift) % 5}\n" for shift, other in enumerate("abcd")
    )
    for part in "abcd"
    for number in range(5)
}


def _as_json() -> str:
    spec = spec_of(SECTIONS)
    outcomes = evaluate(question_of(spec, TREE), spec.rules)
    return json.dumps([[str(finding) for finding in outcome.findings] for outcome in outcomes])


def test_no_hash_seed_changes_anything() -> None:
    code = "from tests.checks import test_check_identity as t; print(t._as_json())"
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "7")
    }
    assert len(answers) == 1
    assert len(json.loads(answers.pop())) == len(SECTIONS["rules"])  # type: ignore[arg-type]


def _ids(tree: dict[str, str], deny: str = "a -> b") -> dict[str, str]:
    components = {"a": {"path": "a"}, "b": {"path": "b"}}
    spec = spec_of({"components": components, "rules": [{"deny": deny, "through_others": True}]})
    (outcome,) = evaluate(question_of(spec, tree), spec.rules)
    return {f"{finding.source} -> {finding.target}": finding.id for finding in outcome.findings}


def test_an_identity_does_not_know_lines_or_other_modules() -> None:
    before = _ids({"a/x.py": "import b.x", "b/x.py": ""})
    after = _ids({"a/x.py": "# moved\n\nimport b.x, b.x", "b/x.py": "", "a/y.py": "import b.x"})
    assert after["a.x -> b.x"] == before["a.x -> b.x"]
    assert len(set(after.values())) == 2


def test_a_chain_that_ends_elsewhere_is_the_same_finding() -> None:
    before = _ids({"a/x.py": "import c", "c.py": "import b.y", "b/x.py": "", "b/y.py": ""})
    after = _ids({"a/x.py": "import c", "c.py": "import d", "d.py": "import b.x", "b/x.py": ""})
    assert before == after == {"a.x -> b": before["a.x -> b"]}
