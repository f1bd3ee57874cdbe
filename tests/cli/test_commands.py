"""What each command prints and which exit code it gives, on a small real system."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from driftscan.report.formats import CHECK_FORMATS

Run = Callable[..., Any]
SCHEMAS = Path(__file__).parents[2] / "driftscan" / "report" / "schemas"


def fits(name: str, text: str) -> Any:
    document = json.loads(text)
    jsonschema.validate(document, json.loads((SCHEMAS / f"{name}.json").read_text()))
    return document


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_check_finds_drift(driftscan: Run) -> None:
    result = driftscan("check")
    assert result.code == 1
    assert result.err == ""
    assert result.out.startswith("checked 5 of 5 files, 0 unresolved")
    assert "analytics/report.py:3  analytics.report -> billing.models" in result.out
    assert result.out.endswith("1 new finding breaks 1 of 2 rules. 1 warning.\n")


def test_check_json_fits_its_schema(driftscan: Run) -> None:
    result = driftscan("check", "--output-format", "json")
    assert result.code == 1
    document = fits("check", result.out)
    assert [finding["severity"] for finding in document["findings"]] == ["error", "warning"]
    assert document["summary"]["new"] == 1


def test_check_of_a_path_with_config(driftscan: Run, system: Path, tmp_path: Path) -> None:
    spec = tmp_path / "other.yaml"
    (system / "driftscan.yaml").rename(spec)
    assert driftscan("check", system).code == 2
    assert driftscan("check", system, "--config", spec).code == 1


def test_exit_zero(driftscan: Run) -> None:
    result = driftscan("check", "--exit-zero")
    assert result.code == 0
    assert "1 new finding" in result.out


def test_clean(driftscan: Run, system: Path) -> None:
    (system / "analytics" / "report.py").write_text("import json\n")
    result = driftscan("check")
    assert result.code == 0
    assert "No drift: 2 rules hold on 5 modules." in result.out


@pytest.mark.parametrize(
    ("arguments", "code", "rules"),
    [
        (["--select", "independent"], 0, ["independent"]),
        (["--ignore", "independent"], 1, ["deny"]),
        (["--select", "deny,independent"], 1, ["deny", "independent"]),
        (["--select", "independent billing, analytics"], 0, ["independent"]),
        (["--select", "deny", "--select", "independent"], 1, ["deny", "independent"]),
    ],
)
def test_select_and_ignore(
    driftscan: Run, arguments: list[str], code: int, rules: list[str]
) -> None:
    result = driftscan("check", "--output-format", "json", *arguments)
    assert result.code == code
    assert [rule["check"] for rule in json.loads(result.out)["rules"]] == rules


def test_select_of_an_unknown_rule(driftscan: Run) -> None:
    result = driftscan("check", "--select", "independant")
    assert result.code == 2
    assert "did you mean 'independent'" in result.err


@pytest.mark.parametrize("format_name", CHECK_FORMATS)
def test_output_to_a_file_equals_stdout(driftscan: Run, system: Path, format_name: str) -> None:
    on_stdout = driftscan("check", "--output-format", format_name)
    in_file = driftscan("check", "--output-format", format_name, "--output", "report.out")
    assert in_file.out == ""
    assert in_file.code == on_stdout.code
    assert (system / "report.out").read_bytes().decode() == on_stdout.out


def test_same_input_same_bytes(driftscan: Run) -> None:
    first = driftscan("check", "-v", "--output-format", "json", "--no-cache", "--workers", "1")
    assert driftscan("check", "-v", "--output-format", "json", "--workers", "2") == first


def test_a_check_of_nothing_is_trouble(driftscan: Run, system: Path) -> None:
    (system / "driftscan.yaml").write_text("driftscan: 1\ncomponents:\n  all: {path: '.'}\n")
    result = driftscan("check", "--exit-zero")
    assert result.code == 2
    assert "states no rule" in one_line(result.err)
    assert "No drift" not in result.out


def test_revision_is_checked_without_touching_the_tree(driftscan: Run, system: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
        subprocess.run(["git", *identity, *arguments], cwd=system, check=True, capture_output=True)

    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "one")
    (system / "analytics" / "report.py").write_text("import json\n")
    assert driftscan("check").code == 0
    result = driftscan("check", "--rev", "HEAD", "--output-format", "json")
    assert result.code == 1
    assert len(json.loads(result.out)["revision"]) == 40
    explained = driftscan("explain", "deny analytics -> billing", "--rev", "HEAD")
    assert "| from billing.models import USERS" in explained.out


def finding_id(driftscan: Run, severity: str = "error") -> str:
    findings = json.loads(driftscan("check", "--output-format", "json").out)["findings"]
    return str(next(f["id"] for f in findings if f["severity"] == severity))


def test_explain_a_finding(driftscan: Run) -> None:
    identity = finding_id(driftscan)
    result = driftscan("explain", identity[:6])
    assert result.code == 0
    for part in [
        "Billing's internals change weekly.",
        "owner @acme/payments, decided in docs/adr/0007-usage-api.md",
        "analytics/report.py:3",
        "| from billing.models import USERS",
        "cheapest cut: analytics.report -> billing.models",
        f'driftscan baseline --accept {identity} --reason "..."',
    ]:
        assert part in result.out


def test_explain_json_fits_its_schema(driftscan: Run) -> None:
    result = driftscan("explain", "deny analytics->billing", "--output-format", "json")
    document = fits("explain", result.out)
    assert document["source_lines"] == [
        {"path": "analytics/report.py", "line": 3, "text": "from billing.models import USERS"}
    ]


def test_explain_a_rule_that_holds(driftscan: Run, system: Path) -> None:
    (system / "analytics" / "report.py").write_text("import json\n")
    result = driftscan("explain", "deny analytics -> billing")
    assert result.code == 0
    assert "Billing's internals change weekly." in result.out
    assert "It has no finding: it holds." in result.out


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("deny analytic -> billing", "did you mean 'deny analytics"),
        ("zzz", "is neither the id of a finding nor a rule"),
        ("abc", "give at least 4 digits"),
        ("0000000000", "no finding has an id that begins with"),
        ("", "is neither the id of a finding nor a rule"),
    ],
)
def test_explain_of_something_unknown(driftscan: Run, name: str, message: str) -> None:
    result = driftscan("explain", name)
    assert result.code == 2
    assert message in result.err


def test_baseline_life_cycle(driftscan: Run, system: Path) -> None:
    refused = driftscan("baseline")
    assert refused.code == 2
    assert '--reason "..."' in refused.err
    assert not (system / "driftscan-baseline.json").exists()

    one = driftscan("baseline", "--accept", finding_id(driftscan)[:5], "--reason", "old dashboard")
    assert "0 -> 1 accepted finding\n" in one.out
    assert driftscan("check").code == 0
    assert "1 finding accepted in the baseline" in driftscan("check").out
    assert "old dashboard" in driftscan("check", "-v").out

    both = driftscan("baseline", "--reason", "as found")
    assert "1 added, 0 dropped, 1 kept" in both.out
    again = driftscan("baseline")
    assert "unchanged, 2 accepted findings" in again.out

    (system / "analytics" / "report.py").write_text("import json\n")
    assert "2 baseline entries are no longer found" in driftscan("check").out
    dropped = driftscan("baseline")
    assert "0 added, 2 dropped, 0 kept" in dropped.out
    assert "2 -> 0 accepted findings" in dropped.out


def test_baseline_refuses_what_needs_no_acceptance(driftscan: Run) -> None:
    identity = finding_id(driftscan)
    driftscan("baseline", "--accept", identity, "--reason", "as found")
    again = driftscan("baseline", "--accept", identity, "--reason", "as found")
    assert again.code == 2
    assert "is in the baseline already" in again.err


def test_graph_of_modules(driftscan: Run) -> None:
    result = driftscan("graph", "--level", "module", "--output-format", "json")
    document = fits("graph", result.out)
    assert result.code == 0
    assert [(edge["source"], edge["target"], edge["evidence"]) for edge in document["edges"]] == [
        ("analytics.clean", "analytics.report", [{"path": "analytics/clean.py", "line": 1}]),
        ("analytics.report", "billing.models", [{"path": "analytics/report.py", "line": 3}]),
    ]
    assert {module["component"] for module in document["modules"]} == {"analytics", "billing"}
    assert document["external_packages"][0]["name"] == "json"


def test_graph_without_a_spec(driftscan: Run, system: Path) -> None:
    (system / "driftscan.yaml").unlink()
    document = fits("graph", driftscan("graph").out)
    assert document["level"] == "module"
    assert {module["component"] for module in document["modules"]} == {None}
    refused = driftscan("graph", "--level", "component")
    assert refused.code == 2
    assert "needs a driftscan.yaml" in refused.err


def test_graph_of_components(driftscan: Run) -> None:
    document = fits("graph", driftscan("graph").out)
    assert document["level"] == "component"
    assert [edge["dependencies"] for edge in document["edges"]] == [1]
    assert "n1 -->|1| n0" in driftscan("graph", "--output-format", "mermaid").out
    assert "n1 -> n0" in driftscan("graph", "--output-format", "dot").out


def test_graph_of_an_unknown_component(driftscan: Run) -> None:
    result = driftscan("graph", "--component", "biling")
    assert result.code == 2
    assert "did you mean 'billing'" in result.err


@pytest.mark.parametrize("name", ["spec", "check", "graph", "explain"])
def test_schemas_are_schemas(driftscan: Run, name: str) -> None:
    result = driftscan("schema", name)
    assert result.code == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(result.out))


def test_the_installed_command_and_the_module_agree(system: Path) -> None:
    command = Path(sys.executable).with_name("driftscan")
    outputs = [
        subprocess.run([*start, "check"], cwd=system, capture_output=True, env=os.environ)
        for start in ([str(command)], [sys.executable, "-m", "driftscan"])
    ]
    assert outputs[0].stdout == outputs[1].stdout
    assert [output.returncode for output in outputs] == [1, 1]


@pytest.mark.parametrize(
    "words",
    [["check", "--base"], ["check", "--rev"], ["services", "--rev"], ["trend", "--rev"]],
    ids=" ".join,
)
def test_a_variable_that_is_not_set_is_no_revision(words: list[str]) -> None:
    told = CliRunner().invoke(driftscan, [*words, " "])
    assert told.exit_code == 2
    assert f"'{words[1]}': it is empty" in told.stderr
