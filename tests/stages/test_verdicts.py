"""What a run over a small tree says: about the baseline, floors, choices of rules."""

import datetime
from pathlib import Path

import pytest

from driftscan.errors import NothingMatchedError, UsageError
from driftscan.model.scan import Scan
from driftscan.pipeline import Request, scan
from driftscan.report.formats import CHECK_FORMATS, rendered
from driftscan.report.outcome import outcome
from driftscan.report.view import PLAIN
from driftscan.store.acceptance import accept
from driftscan.store.baseline import FILE_NAME, load_baseline, save_baseline

TODAY = datetime.date(2026, 11, 20)
COMPONENTS = "components: {a: {path: a}, b: {path: b}}\n"
TREE = {"a/x.py": "import b.y", "b/y.py": ""}
RULES = "rules: [{deny: a -> b}, {acyclic: components}]\n"


def _write(root: Path, spec: str, tree: dict[str, str]) -> None:
    for name, text in {"driftscan.yaml": f"driftscan: 1\n{spec}", **tree}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def _scan(root: Path, *select: str, ignore: tuple[str, ...] = ()) -> Scan:
    request = Request(
        path=str(root), use_cache=False, today=TODAY, select=select, ignore=ignore, workers=1
    )
    return scan(request)


def _accept_all(root: Path) -> None:
    file = root / FILE_NAME
    accepted = accept(load_baseline(file), _scan(root).findings, "as found", TODAY)
    save_baseline(file, accepted.baseline)


def _vanished(result: Scan) -> list[str]:
    return [entry.rule for entry in result.vanished]


def test_entries_of_a_rule_that_is_gone_are_told(tmp_path: Path) -> None:
    _write(tmp_path, COMPONENTS + RULES, TREE)
    _accept_all(tmp_path)
    assert _vanished(_scan(tmp_path)) == []
    _write(tmp_path, f"{COMPONENTS}rules: [{{deny: b -> a}}]\n", {})
    assert _vanished(_scan(tmp_path)) == ["deny a->b"]


def test_entries_of_a_rule_that_was_not_chosen_are_not(tmp_path: Path) -> None:
    _write(tmp_path, COMPONENTS + RULES, TREE)
    _accept_all(tmp_path)
    _write(tmp_path, COMPONENTS + RULES, {"a/x.py": ""})
    assert _vanished(_scan(tmp_path)) == ["deny a->b"]
    assert _vanished(_scan(tmp_path, "acyclic")) == []


def test_an_accepted_exception_that_was_renewed_is_told(tmp_path: Path) -> None:
    exception = "exceptions: [{finding: deny a -> b, reason: later, until: 2026-11-%s}]\n"
    _write(tmp_path, COMPONENTS + RULES + exception % 19, TREE)
    _accept_all(tmp_path)
    _write(tmp_path, COMPONENTS + RULES + exception % 20, {})
    assert sorted(_vanished(_scan(tmp_path))) == ["exceptions"]
    assert _vanished(_scan(tmp_path, "acyclic")) == []


@pytest.mark.parametrize("percent", [7, 14, 28, 55, 56, 57, 58])
def test_a_floor_that_is_just_reached_holds(tmp_path: Path, percent: int) -> None:
    rest = {f"c/m{number}.py": "" for number in range(100 - percent)}
    own = {f"a/m{number}.py": "" for number in range(percent - 2)}
    floor = f"coverage: {{assigned: {percent}%}}\n"
    _write(tmp_path, COMPONENTS + RULES + floor, {**TREE, **rest, **own})
    result = _scan(tmp_path)
    assert (result.coverage.assigned, result.shortfalls) == (percent, ())


def test_a_floor_is_named_as_it_is_written(tmp_path: Path) -> None:
    _write(tmp_path, COMPONENTS + RULES + "coverage: {assigned: 99.5%}\n", {**TREE, "c.py": ""})
    assert "at least 99.5%, but 2 of 3 modules" in _scan(tmp_path).shortfalls[0]


def test_a_choice_that_leaves_no_rule_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, COMPONENTS + RULES, TREE)
    with pytest.raises(UsageError, match="leave no rule"):
        _scan(tmp_path, "deny", ignore=("deny a->b",))


def test_a_rule_checked_in_part_is_told(tmp_path: Path) -> None:
    rule = "rules: [{deny: b -> a, via: [import, deploy-time]}]\n"
    _write(tmp_path, COMPONENTS + rule, TREE)
    assert _scan(tmp_path).notes == (
        "'deny b->a' was checked without deploy-time, which this version does not find in code",
    )


SILENT_PARTS = [
    ("{deny: 'a -> external:reqests'}", ["did you mean external:requests"]),
    ("{deny: 'a -> external:sqlite3'}", []),
    ("{deny: 'a -> external:requests'}", []),
    ("{independent: [a, b, web]}", ["web (no module that driftscan reads)"]),
    ("{deny: 'a, web -> b'}", ["web (no module that driftscan reads)"]),
    ("{protect: b, allow: [a, web]}", ["web (no module that driftscan reads)"]),
    ("{protect: 'external:reqests', allow: a}", ["did you mean external:requests"]),
    ("{private: a}", ["names like _* (no module or package there has one)"]),
    ("{private: a, named: x}", []),
]


@pytest.mark.parametrize(("rule", "expected"), SILENT_PARTS)
def test_what_a_rule_names_without_effect_is_told(
    tmp_path: Path, rule: str, expected: list[str]
) -> None:
    components = "components: {a: {path: a}, b: {path: b}, web: {path: web}}\n"
    tree = {**TREE, "b/z.py": "import requests", "web/main.swift": ""}
    _write(tmp_path, f"{components}rules: [{rule}]\n", tree)
    notes = _scan(tmp_path).notes
    assert len(notes) == len(expected)
    assert all(words in note for words, note in zip(expected, notes, strict=True))


def test_a_rule_of_components_without_modules_is_refused(tmp_path: Path) -> None:
    components = "components: {a: {path: a}, web: {path: web}}\n"
    _write(tmp_path, components + "rules: [{deny: web -> a}]\n", {**TREE, "web/main.swift": ""})
    with pytest.raises(NothingMatchedError, match="component 'web' has no module"):
        _scan(tmp_path)


def test_a_run_below_its_floor_is_never_called_clean(tmp_path: Path) -> None:
    rules = "rules: [{deny: b -> a}]\ncoverage: {assigned: 100%}\n"
    _write(tmp_path, COMPONENTS + rules, {**TREE, "c.py": ""})
    result = _scan(tmp_path)
    assert outcome(result).verdict == "low-coverage"
    for name in CHECK_FORMATS:
        assert "No drift" not in rendered(result, name, PLAIN), name
    assert '"verdict":"low-coverage"' in rendered(result, "json", PLAIN).replace(": ", ":")


EVERYONE = "rules: [{deny: a -> b, until: 2026-11-%s}%s]\n"


def test_entries_of_a_rule_that_has_ended_have_not_vanished(tmp_path: Path) -> None:
    _write(tmp_path, COMPONENTS + EVERYONE % (20, ""), TREE)
    _accept_all(tmp_path)
    _write(tmp_path, COMPONENTS + EVERYONE % (19, ""), {})
    result = _scan(tmp_path)
    assert _vanished(result) == []
    assert [(rule.outcome, rule.findings) for rule in result.rules] == [("unchecked", 1)]
    again = accept(
        load_baseline(tmp_path / FILE_NAME),
        result.findings,
        "known",
        TODAY,
        [v.id for v in result.vanished],
    )
    assert (len(again.baseline.findings), again.dropped) == (2, ())
    save_baseline(tmp_path / FILE_NAME, again.baseline)
    _write(tmp_path, COMPONENTS + EVERYONE % (20, ""), {})
    assert [entry.source for entry in _scan(tmp_path).vanished] == ["deny a->b"]


@pytest.mark.parametrize(("severity", "verdict"), [("error", "drift"), ("warning", "no-rules")])
def test_nothing_but_rules_that_have_ended_is_never_clean(
    tmp_path: Path, severity: str, verdict: str
) -> None:
    rule = f"rules: [{{deny: b -> a, until: 2026-11-19, severity: {severity}}}]\n"
    _write(tmp_path, COMPONENTS + rule, TREE)
    result = _scan(tmp_path)
    assert (outcome(result).verdict, outcome(result).broken) == (verdict, 0)
    shown = rendered(result, "text", PLAIN)
    assert "The rule 'deny b->a' ended on 2026-11-19" in " ".join(shown.split())


TESTS = "rules: [{deny: a -> b, tests: false}]\nsources: {tests: %s}\n"


@pytest.mark.parametrize(
    ("globs", "found"),
    [
        ("[]", ["a.test_x", "a.x"]),
        ("a/x.py", ["a.test_x"]),
        ("['**/test_*.py']", ["a.x"]),
        ("[a/x.py, a/test_x.py, c]", []),
    ],
)
def test_the_spec_may_say_what_test_code_is(tmp_path: Path, globs: str, found: list[str]) -> None:
    tree = {**TREE, "a/test_x.py": "import b.y", "a/y.py": "", "c/z.py": ""}
    _write(tmp_path, COMPONENTS + TESTS % globs, tree)
    result = _scan(tmp_path)
    assert [finding.source for finding in result.findings] == found
    assert (result.coverage.modules, result.coverage.dependencies) == (5, 2)


def test_a_glob_of_test_code_that_fits_nothing_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, COMPONENTS + TESTS % "[a, test/]", TREE)
    with pytest.raises(NothingMatchedError, match="yaml:4: sources: tests: no module is at 'test'"):
        _scan(tmp_path)


def test_packages_for_development_are_told_apart_by_the_manifests(tmp_path: Path) -> None:
    rule = "rules: [{deny: 'a, b -> external:dev', tests: false}]\n"
    tree = {
        "pyproject.toml": "[project]\nname = 'shop'\ndependencies = ['flask']\n",
        "requirements-dev.txt": "pytest\n",
        "a/x.py": "import pytest",
        "b/y.py": "import flask",
        "b/test_y.py": "import pytest",
    }
    _write(tmp_path, COMPONENTS + rule, tree)
    assert [finding.source for finding in _scan(tmp_path).findings] == ["a.x"]
    (tmp_path / "requirements-dev.txt").unlink()
    result = _scan(tmp_path)
    assert result.findings == ()
    assert "says nothing today of external:dev" in result.notes[0]


def test_an_owner_in_codeowners_is_an_owner(tmp_path: Path) -> None:
    rule = "rules: [{every: {component: owner}}]\n"
    tree = {**TREE, "CODEOWNERS": "/a/ @acme/a\n"}
    _write(tmp_path, COMPONENTS + rule, tree)
    assert [finding.source for finding in _scan(tmp_path).findings] == ["component 'b'"]
