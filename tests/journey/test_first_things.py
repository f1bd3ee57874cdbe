"""`driftscan hotspots` on a repository with a spec: commits in, what to do first out."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from driftscan.cli.run import run
from tests.making_history import Row, repository_of

SPEC = """\
driftscan: 1
components:
  billing: {path: billing, kind: service, owner: "@payments"}
  shop: {path: shop, kind: service, owner: "@shop"}
  export: {path: export, kind: service, owner: "@partners"}
  mail: {path: mail, kind: service, owner: "@mail"}
rules:
  - deny: shop -> billing
    reason: Billing's internals change weekly.
    owner: "@architecture"
"""
IMPORT = "from billing.invoice import a0\n"
Run = Callable[..., str]


def lines(count: int, mark: object) -> str:
    return "".join(f"a{number} = {mark!r}\n" for number in range(count))


def past() -> Iterator[Row]:
    """Each week somebody changes shop's and export's notion of a customer together; billing, which
    shop imports against the rule, changes by itself, and mail by itself too."""
    yield Row(
        0,
        "ann",
        {
            "driftscan.yaml": SPEC,
            "billing/invoice.py": lines(30, 0),
            "shop/customer.py": lines(20, 0),
            "shop/cart.py": IMPORT,
            "export/customer.py": lines(20, 0),
            "mail/letter.py": lines(10, 0),
        },
    )
    for week in range(40):
        day = 10 + 7 * week
        both = {"shop/customer.py": lines(20, week), "export/customer.py": lines(20, week)}
        yield Row(day, ("ann", "bob")[week % 2], both if week % 2 else {})
        yield Row(day + 1, "cho", {"billing/invoice.py": lines(30, week)})
        yield Row(day + 2, "dee", {"mail/letter.py": lines(10, week)})
        yield Row(day + 3, "bob", {"shop/cart.py": f"{IMPORT}b = {week}\n"})


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("DRIFTSCAN_DEBUG", "1")
    rows = (row for row in past() if row.files)
    return repository_of(tmp_path / "shop", rows)


@pytest.fixture
def hotspots(shop: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    def run_it(*arguments: str, code: int = 0) -> str:
        capfd.readouterr()
        assert run(["hotspots", str(shop), *arguments]) == code
        captured = capfd.readouterr()
        return captured.err if code else captured.out

    return run_it


def document(hotspots: Run, *arguments: str) -> Any:
    return json.loads(hotspots("--output-format", "json", *arguments))


def test_a_finding_costs_what_the_code_it_binds_costs(hotspots: Run) -> None:
    found = document(hotspots)
    cost = {file["path"]: file["cost"] for file in found["files"]}
    (finding,) = found["first"]["findings"]
    assert {file["path"] for file in finding["files"]} == {"shop/cart.py", "billing/invoice.py"}
    expected = cost["shop/cart.py"] + cost["billing/invoice.py"]
    assert finding["cost"] == pytest.approx(expected, abs=0.2)


def test_files_that_change_together_without_an_import(hotspots: Run) -> None:
    (pair,) = document(hotspots)["first"]["together_files"]
    assert (pair["source"], pair["target"]) == ("export/customer.py", "shop/customer.py")
    assert (pair["together"], pair["days"], pair["people"]) == (20, 20, 1)
    assert pair["changes"] == [20, 20]
    assert pair["owners"] == ["@partners", "@shop"]
    assert len(pair["commits"]) == 5


@pytest.mark.parametrize(("left", "told"), [(3, False), (15, True)])
def test_files_of_which_most_was_taken_away_changed_together_once(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    left: int,
    told: bool,
) -> None:
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    many = {f"mail/m{number}.py": "a = 1\n" for number in range(110)}
    bulk = Row(400, "ann", {"export/customer.py": lines(left, "x"), **many})
    repository = repository_of(tmp_path / "shop", [*(row for row in past() if row.files), bulk])
    assert run(["hotspots", str(repository), "--output-format", "json"]) == 0
    assert bool(json.loads(capfd.readouterr().out)["first"]["together_files"]) is told


PARSING = """\
driftscan: 1
components:
  parsing: {path: parsing}
  checks: {path: checks}
  mail: {path: mail}
"""
PROJECT = '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>%s</ItemGroup></Project>'
NUNIT = '<PackageReference Include="NUnit" Version="4" />'


def parsed(asked: str, spec: str = PARSING) -> Iterator[Row]:
    """A parser and what stands beside it, changed together; other things change by themselves."""
    parser, fixture = "parsing/Parser.cs", "checks/ParserFixture.cs"
    yield Row(
        0,
        "ann",
        {
            "driftscan.yaml": spec,
            "parsing/Parsing.csproj": PROJECT % "",
            "checks/Checks.csproj": PROJECT % asked,
            "mail/Letter.cs": "class Letter {}\n",
            parser: "class Parser {}\n",
            fixture: "class ParserFixture {}\n",
        },
    )
    for week in range(40):
        both = {
            parser: "class Parser {\n%s}\n" % (f"  int a{week};\n" * 9),
            fixture: "class ParserFixture {\n%s}\n" % (f"  int b{week};\n" * 9),
        }
        if week % 2:
            yield Row(10 + 7 * week, "bob", both)
        yield Row(12 + 7 * week, "dee", {"mail/Letter.cs": f"class Letter {{ int c{week}; }}\n"})


MAIL = "mail/Letter.cs"
PARSER = "parsing/Parser.cs"
RANKED: dict[str, tuple[str, str, tuple[str, ...], set[str]]] = {
    "code beside code": ("", PARSING, (), {MAIL, PARSER, "checks/ParserFixture.cs"}),
    "a test that only its project tells": (NUNIT, PARSING, (), {MAIL, PARSER}),
    "tests that the spec tells": (
        "",
        PARSING + "sources: {tests: [mail, checks]}\n",
        (),
        {PARSER},
    ),
    "a project of tests that the spec takes for product": (
        NUNIT,
        PARSING + "sources: {tests: [mail]}\n",
        (),
        {PARSER, "checks/ParserFixture.cs"},
    ),
    "where nobody reads the code": (
        NUNIT,
        PARSING,
        ("--no-findings",),
        {MAIL, PARSER, "checks/ParserFixture.cs"},
    ),
}


@pytest.mark.parametrize("case", RANKED)
def test_tests_have_no_cost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], case: str
) -> None:
    asked, spec, arguments, ranked = RANKED[case]
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    repository = repository_of(tmp_path / "parsing", parsed(asked, spec))
    assert run(["hotspots", str(repository), "--output-format", "json", *arguments]) == 0
    assert {file["path"] for file in json.loads(capfd.readouterr().out)["files"]} == ranked


@pytest.mark.parametrize(
    ("asked", "pairs"),
    [
        ("", [("checks/ParserFixture.cs", "parsing/Parser.cs")]),
        (NUNIT, []),
    ],
    ids=["code beside code", "a test that only its project tells"],
)
def test_tests_are_not_told_with_what_they_test(
    asked: str,
    pairs: list[tuple[str, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    repository = repository_of(tmp_path / "parsing", parsed(asked))
    assert run(["hotspots", str(repository), "--output-format", "json"]) == 0
    first = json.loads(capfd.readouterr().out)["first"]
    assert [(each["source"], each["target"]) for each in first["together_files"]] == pairs
    assert bool(first["together_components"]) == bool(pairs)


def test_what_to_do_first(hotspots: Run) -> None:
    first, second = document(hotspots)["first"]["tasks"]
    assert first["title"] == "shop.cart -> billing.invoice, against deny shop->billing"
    assert first["reason"] == "Billing's internals change weekly."
    assert first["owner"] == "@architecture"
    assert [cut["statements"] for cut in first["cut"]] == [1]
    assert second["title"] == "export/customer.py and shop/customer.py change together"
    assert second["owner"] == "@partners @shop"


def test_text(hotspots: Run) -> None:
    text = hotspots("--line-price", "2 EUR")
    assert max(map(len, text.splitlines())) <= 80
    told = " ".join(text.split())
    for said in (
        "Findings inside these files billing/invoice.py",
        "First two things to do 1. shop.cart -> billing.invoice, against",
        "least cut: 1 statement: shop.cart -> billing.invoice",
        "Deployed apart, changed together export and shop",
        "at your 2 EUR a line",
    ):
        assert said in told


def test_without_findings_nothing_is_scanned(hotspots: Run) -> None:
    assert document(hotspots, "--no-findings")["first"] is None
    assert "things to do" not in hotspots("--no-findings")


def test_incidents_stand_beside_the_cost(hotspots: Run, tmp_path: Path) -> None:
    listed = tmp_path / "incidents.csv"
    listed.write_text("2021-01-01,billing,60\n2021-01-02,mail/letter.py,5\n2020-01-01,gone,1\n")
    own = document(hotspots, "--incidents", str(listed), "--line-price", "0.5h")["own"]
    assert (own["line_price"], own["unit"], own["incidents"]) == (0.5, "h", 3)
    assert own["elsewhere"] == ["gone"]
    minutes = {row["name"]: row["minutes"] for row in own["components"] + own["files"]}
    assert minutes == {
        "billing": 60,
        "mail": 5,
        "shop": 0,
        "export": 0,
        "mail/letter.py": 5,
        "billing/invoice.py": 0,
        "shop/customer.py": 0,
        "shop/cart.py": 0,
        "export/customer.py": 0,
    }


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("yesterday,billing,60\n1,2\n", "incidents.csv:2: 2 cells; it takes a date"),
        ("2021-01-01,gone,60\n", "none of its 1 incidents names a component or a path"),
        (None, "cannot be read"),
    ],
)
def test_a_list_that_says_nothing_is_refused(
    content: str | None, said: str, hotspots: Run, tmp_path: Path
) -> None:
    listed = tmp_path / "incidents.csv"
    if content is not None:
        listed.write_text(content)
    assert said in hotspots("--incidents", str(listed), code=2)


def test_a_price_is_a_number_and_a_unit(hotspots: Run) -> None:
    assert "'4.20 EUR'" in hotspots("--line-price", "EUR 4", code=2)
