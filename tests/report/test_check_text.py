"""The text of `driftscan check`, compared with golden files and held to 80 columns."""

import datetime
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from driftscan.model.baseline import AcceptedFinding
from driftscan.model.fact import Problem
from driftscan.model.finding import Cut, Finding, Step
from driftscan.model.graph import Unresolved
from driftscan.model.location import Location
from driftscan.model.scan import Comparison, Coverage, RuleSummary, Scan, SkippedFile
from driftscan.pipeline import Request, scan
from driftscan.report import check_json, terminal
from driftscan.report.escape import HAZARDS
from driftscan.report.formats import rendered
from driftscan.report.view import View

Make = Callable[..., Scan]
MakeFinding = Callable[..., Finding]
MakeCoverage = Callable[..., Coverage]
Golden = Callable[[str, str], None]

VERBOSE = View(verbose=True)
HAZARD = re.compile(f"[{HAZARDS}]")
KEPT = RuleSummary(name="acyclic services", check="acyclic", outcome="kept", findings=0)
NASTY = '\x1b[31m\u202e<b>"`|\n\r\x00@team \ud800' + "n" * 10_000


REPOSITORY = Path(__file__).parents[2]
EXAMPLE = (
    "```console\n$ driftscan check fixtures/growing_startup "
    "--select 'deny,expect,acyclic in integrations' --today 2026-12-01\n"
)


def many(finding_of: MakeFinding, count: int, components: int = 1) -> tuple[Finding, ...]:
    return tuple(
        finding_of(
            id=f"{number:012x}",
            source=f"analytics.d{number % 13}.x",
            target_component=f"part{number % components}",
            where=Location(b"services/analytics/d%d/x.py" % (number % 13), number + 1),
            evidence=(),
        )
        for number in range(count)
    )


def test_golden_check(scan_of: Make, golden: Golden) -> None:
    golden("check.txt", terminal.render(scan_of()))


def test_the_example_in_the_docs_is_real(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    page = REPOSITORY / "docs" / "commands" / "check.md"
    before, opening, rest = page.read_text().partition(EXAMPLE)
    shown, closing, after = rest.partition("```\n")
    request = Request(
        path="fixtures/growing_startup",
        today=datetime.date(2026, 12, 1),
        select=("deny", "expect", "acyclic in integrations"),
        use_cache=False,
    )
    real = terminal.render(scan(request))
    if os.environ.get("UPDATE_GOLDEN") == "1":
        shown = real
        page.write_text(before + opening + shown + closing + after)
    assert shown == real


def test_golden_compared(scan_of: Make, finding_of: MakeFinding, golden: Golden) -> None:
    entry = AcceptedFinding(
        id="5e11ad40c3b7",
        rule="deny analytics -> billing",
        source="analytics.report",
        target="billing.models",
        kind="import",
        reason="goes with the old dashboard",
        accepted=datetime.date(2026, 11, 20),
    )
    comparison = Comparison(
        base="origin/main",
        commit="1a2b3c4d" * 5,
        fixed=(finding_of(id="f1f1f1f1f1f1"),),
        unread=2,
        grown=(entry,),
    )
    ordinary = scan_of()
    findings = (*ordinary.findings, finding_of(id="b0b0b0b0b0b0", status="before"))
    compared = scan_of(findings=findings, comparison=comparison, revision="9f8e7d6c" * 5)
    golden("check-compared.txt", terminal.render(compared))
    golden("check-compared.json", check_json.render(compared))


def test_golden_check_verbose(scan_of: Make, golden: Golden) -> None:
    golden("check-verbose.txt", terminal.render(scan_of(revision="4f" * 20), VERBOSE))


def test_golden_clean(scan_of: Make, coverage_of: MakeCoverage, golden: Golden) -> None:
    whole = coverage_of(checked=62, unresolved=0, skipped=(), left_out=(), assigned=60)
    clean = scan_of(rules=(KEPT,), findings=(), vanished=(), notes=(), coverage=whole)
    golden("check-clean.txt", terminal.render(clean))


def test_golden_many_findings_of_one_rule(
    scan_of: Make, finding_of: MakeFinding, golden: Golden
) -> None:
    by_directory = terminal.render(scan_of(findings=many(finding_of, 40)))
    by_component = terminal.render(scan_of(findings=many(finding_of, 40, components=3)))
    golden("check-many.txt", by_directory + "\n" + by_component)


def test_colour_only_adds(scan_of: Make) -> None:
    colored = terminal.render(scan_of(), View(verbose=True, color=True))
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[\d+m", "", colored) == terminal.render(scan_of(), VERBOSE)


@pytest.mark.parametrize("view", [View(), VERBOSE])
def test_ordinary_names_stay_within_80_columns(scan_of: Make, view: View) -> None:
    assert max(map(len, terminal.render(scan_of(), view).splitlines())) <= 80


NAME = st.text("abcdefghij_", min_size=1, max_size=9)
SENTENCE = st.lists(st.text("abcdefghi,.'", min_size=1, max_size=14), max_size=40).map(" ".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(names=st.lists(NAME, min_size=2, max_size=6), words=SENTENCE, line=st.integers(0, 99_999))
def test_whatever_is_said_wraps_at_80_columns(
    scan_of: Make, finding_of: MakeFinding, names: list[str], words: str, line: int
) -> None:
    path = "/".join(names).encode()
    module = ".".join(names)
    steps = tuple(Step(module, name, (Location(path, line),)) for name in names)
    finding = finding_of(
        rule=words or "rule",
        reason=words,
        note=words,
        message=words,
        source=module,
        where=Location(path, line),
        evidence=tuple(Location(path, at) for at in range(line, line + 30)),
        chain=steps,
        cut=tuple(Cut(step.source, step.target, 3) for step in steps),
    )
    findings = (finding, finding_of(id="abcdefabcdef", chain=(), note=words, status="accepted"))
    for view in (View(), VERBOSE):
        text = terminal.render(scan_of(findings=findings, notes=(words,)), view)
        assert max(map(len, text.splitlines())) <= 80


def hostile(scan_of: Make, finding_of: MakeFinding, coverage_of: MakeCoverage) -> Scan:
    path = NASTY.encode("utf-8", "surrogatepass")
    where = Location(path, 1)
    finding = finding_of(
        source=NASTY,
        target=NASTY,
        rule=NASTY,
        reason=NASTY,
        owner=NASTY,
        adr=NASTY,
        note=NASTY,
        message=NASTY,
        where=where,
        evidence=(where, Location(b"\xff", 2)),
        chain=(Step(NASTY, NASTY, (where,)), Step(NASTY, "b", (where,))),
        cut=(Cut(NASTY, NASTY, 1),),
        source_component=NASTY,
        target_component=NASTY,
    )
    accepted = finding_of(source=NASTY, rule=NASTY, note=NASTY, status="accepted")
    return scan_of(
        root=NASTY,
        spec_file=NASTY,
        coverage=coverage_of(
            skipped=(SkippedFile(path, "python", Problem("syntax", NASTY, 1, True)),),
            unresolved_list=(Unresolved(path, 1, NASTY, "missing", NASTY),),
        ),
        rules=(RuleSummary(name=NASTY, check="deny", outcome="unchecked", findings=1),),
        findings=(finding, accepted),
        notes=(NASTY,),
    )


@pytest.mark.parametrize("view", [View(), VERBOSE])
def test_hostile_names_cannot_steer_the_terminal(
    scan_of: Make, finding_of: MakeFinding, coverage_of: MakeCoverage, view: View
) -> None:
    text = terminal.render(hostile(scan_of, finding_of, coverage_of), view)
    assert not HAZARD.search(text.replace("\n", ""))
    assert max(map(len, text.splitlines())) < 1_000


def test_nothing_read_is_never_green(scan_of: Make, coverage_of: MakeCoverage) -> None:
    for changes, why in [
        ({"files": 0, "checked": 0, "modules": 0}, "there is no file under fixtures/"),
        ({"files": 3, "checked": 0, "modules": 0}, "no module was found in 3 files of"),
        ({"files": 3, "checked": 3, "modules": 0}, "no module was found in 3 files of"),
    ]:
        empty = scan_of(rules=(KEPT,), findings=(), coverage=coverage_of(**changes))
        verdict = " ".join(terminal.render(empty).rpartition("\n\n")[2].split())
        assert verdict.startswith("Nothing was checked")
        assert why in verdict


@pytest.mark.parametrize(
    "rules", [(), (RuleSummary(name="r", check="x", outcome="unchecked", findings=0),)]
)
def test_no_rule_is_never_green(scan_of: Make, rules: tuple[RuleSummary, ...]) -> None:
    text = terminal.render(scan_of(rules=rules, findings=()))
    spec = "fixtures/growing_startup/driftscan.yaml"
    assert f"Nothing was checked: {spec} states no rule" in text
    assert "No drift" not in text


VERDICTS = [
    ([("new", "error")], "1 new finding breaks 1 of 5 rules."),
    ([("new", "error")] * 2, "2 new findings break 1 of 5 rules."),
    ([("new", "warning")], "No drift that fails the check: 5 rules on 60 modules. 1 warning."),
    (
        [("accepted", "error"), ("excepted", "error"), ("planned", "error")],
        "No drift: nothing new against 5 rules on 60 modules. 1 accepted, 1 excepted, 1 planned.",
    ),
    ([], "No drift: 5 rules hold on 60 modules."),
]


REVISION = "4f" * 20
PLACES = [
    (("", "driftscan.yaml", ""), ""),
    ((".", "./driftscan.yaml", ""), ""),
    (("../..", "../../driftscan.yml", ""), " ../.."),
    (("sys/", "sys/driftscan.yaml", ""), " sys/"),
    ((".", "specs/next.yaml", ""), " --config specs/next.yaml"),
    (("sys", "driftscan.yaml", ""), " sys --config driftscan.yaml"),
    (("a b", "a b/driftscan.yaml", REVISION), " 'a b' --rev 4f4f4f4f4f4f"),
    ((".", "4f4f4f4f4f4f:driftscan.yaml", REVISION), " --rev 4f4f4f4f4f4f"),
]


@pytest.mark.parametrize(("place", "arguments"), PLACES)
def test_a_proposed_command_speaks_of_the_same_scan(
    scan_of: Make, place: tuple[str, str, str], arguments: str
) -> None:
    root, spec_file, revision = place
    text = terminal.render(scan_of(root=root, spec_file=spec_file, revision=revision))
    assert f"driftscan explain b3f1a2c4{arguments}\n" in text
    # What a revision lacks may well be there today, so nothing is to be dropped for it.
    assert (f"to drop: driftscan baseline{arguments}\n" in text) == (not revision)


def test_an_import_for_types_is_told_from_one_that_runs(
    scan_of: Make, finding_of: MakeFinding
) -> None:
    typed = finding_of(id="5e11ad40c3b7", kind="type-only import", evidence=())
    lines = terminal.render(scan_of(findings=(finding_of(evidence=()), typed))).splitlines()
    arrow = "            analytics.report -> billing.models"
    assert [line for line in lines if arrow in line] == [arrow, f"{arrow}  (for types only)"]


def test_an_exception_that_has_ended_breaks_no_rule(scan_of: Make, finding_of: MakeFinding) -> None:
    ended = finding_of(rule="exceptions", check="expired exception")
    accepted = finding_of(id="5e11ad40c3b7", status="accepted")
    text = terminal.render(scan_of(findings=(ended, accepted)))
    assert text.endswith("\n1 new finding: exceptions that have ended. 1 accepted.\n")
    both = terminal.render(scan_of(findings=(ended, finding_of())))
    assert both.endswith("\n2 new findings break 1 of 5 rules.\n")


@pytest.mark.parametrize(("found", "verdict"), VERDICTS)
def test_verdict(
    scan_of: Make, finding_of: MakeFinding, found: list[tuple[str, str]], verdict: str
) -> None:
    findings = tuple(finding_of(status=status, severity=severity) for status, severity in found)
    text = terminal.render(scan_of(findings=findings))
    assert " ".join(text.split()).endswith(verdict)


def test_verbose_hides_nothing(scan_of: Make, finding_of: MakeFinding) -> None:
    findings = many(finding_of, 40)
    text = terminal.render(scan_of(findings=findings), VERBOSE)
    assert all(f"/x.py:{finding.where.line} " in text for finding in findings)


def test_a_module_called_by_its_path_is_not_said_twice(
    scan_of: Make, finding_of: MakeFinding
) -> None:
    where = Location(b"web/src/badge.ts", 3)
    finding = finding_of(source="web/src/badge.ts", target="web/src/page.ts", where=where)
    text = terminal.render(scan_of(findings=(finding,)))
    assert "web/src/badge.ts:3  -> web/src/page.ts" in text
    assert "web/src/badge.ts -> " not in text


_PLACES = tuple(
    Location(b"services/part%d/src/main/java/com/acme/part%d/service/Locations.java" % (at, at), 49)
    for at in range(5)
)
_SAID = (
    f"customer and inventory have 'createAddress' 2 times, at least 90% alike ({_PLACES[0]}, "
    f"{_PLACES[1]}); inventory.createAddress ({_PLACES[1]}) differs, the others agree. Let one of "
    "them have it and the others use that, or accept it with a reason."
)
_READ_BY_PEOPLE = "text github gitlab junit markdown rdjson sarif".split()


@pytest.mark.parametrize("name", _READ_BY_PEOPLE)
def test_what_a_finding_says_is_told_to_its_end(
    scan_of: Make, finding_of: MakeFinding, name: str
) -> None:
    assert len(_SAID) > 300
    finding = finding_of(
        where=_PLACES[0], evidence=_PLACES, chain=(), cut=(), message=_SAID, check="no_duplicates"
    )
    told = rendered(scan_of(findings=(finding,)), name, VERBOSE)
    assert "more characters" not in told
    assert "accept it with a reason." in " ".join(told.split())


def test_links_to_places_say_where_these_are(scan_of: Make, finding_of: MakeFinding) -> None:
    places = (Location(b"a/pay.py", 3), Location(b"b/pay.py", 7), Location(b"c/pay.py", 1))
    finding = finding_of(where=places[0], evidence=places, chain=(), cut=())
    told = rendered(scan_of(findings=(finding,)), "sarif", VERBOSE)
    assert "See also [b/pay.py:7](1), [c/pay.py:1](2)." in told


def test_further_places_begin_lines_of_their_own(scan_of: Make, finding_of: MakeFinding) -> None:
    finding = finding_of(where=_PLACES[0], evidence=_PLACES, chain=(), cut=())
    lines = terminal.render(scan_of(findings=(finding,))).splitlines()
    for place in _PLACES[1:]:
        (line,) = (each for each in lines if place.path.decode() in each)
        assert len(line) <= 80 or " " not in line.strip()


def test_a_list_of_names_before_the_arrow_is_wrapped(
    scan_of: Make, finding_of: MakeFinding
) -> None:
    names = ", ".join(f"admin-part{at}-service" for at in range(6))
    finding = finding_of(source=names, target="user", chain=(), cut=())
    shown = terminal.render(scan_of(findings=(finding,)))
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert f"{names} -> user" in " ".join(shown.split())
