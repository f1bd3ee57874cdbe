"""What a change adds and removes, from real repositories to the command's output."""

import json
from pathlib import Path

import jsonschema
import pytest

from driftscan.cli.run import run
from driftscan.journeys.comparison import Wanted, compare
from driftscan.model.diff import Diff
from driftscan.pipeline import Request
from tests.drift.test_attribution import TODAY
from tests.sources.making import commit, git, repository, tree

SPEC = """\
driftscan: 1
strategy: {measures: {findings: 0}}
components: {api: {path: api}, store: {path: store}}
rules: [{name: no store, deny: api -> store}]
"""
FILES = {
    "driftscan.yaml": SPEC,
    "api/orders.py": "import store.rows\n",
    "api/carts.py": "import json\n",
    "store/rows.py": "# rows\n",
}
SCHEMAS = Path(__file__).parents[2] / "driftscan" / "report" / "schemas"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return repository(tmp_path / "r", FILES)


def difference(place: Path, **wanted: object) -> Diff:
    values = {"path": str(place), "base": "HEAD", "use_cache": False, "today": TODAY, "workers": 1}
    return compare(Request(**{**values, **wanted}), None, Wanted())  # type: ignore[arg-type]


def links(diff: Diff) -> dict[str, list[str]]:
    return {
        sign: [f"{link.source} -> {link.target} {link.evidence[0].line}" for link in side.links]
        for sign, side in (("+", diff.added), ("-", diff.removed))
    }


@pytest.mark.parametrize(
    ("change", "added", "removed"),
    [
        ({}, [], []),
        ({"api/carts.py": "import json\nimport store.rows\n"}, ["api.carts -> store.rows 2"], []),
        ({"api/orders.py": ""}, [], ["api.orders -> store.rows 1"]),
        ({"api/orders.py": "# moved\nimport store.rows\n"}, [], []),
        ({"api/new.py": "import api.carts\n"}, ["api.new -> api.carts 1"], []),
        (
            {"api/orders.py": "import store.others\n", "store/others.py": "# 2\n"},
            ["api.orders -> store.others 1"],
            ["api.orders -> store.rows 1"],
        ),
    ],
)
def test_dependencies(
    place: Path, change: dict[str, str], added: list[str], removed: list[str]
) -> None:
    tree(place, change)
    assert links(difference(place)) == {"+": added, "-": removed}


def test_a_renamed_module_keeps_its_dependencies(place: Path) -> None:
    (place / "api/orders.py").rename(place / "api/purchases.py")
    found = difference(place)
    assert links(found) == {"+": [], "-": []}
    assert [(each.before, each.after) for each in found.moved] == [("api.orders", "api.purchases")]
    assert (found.added.modules, found.removed.modules) == ((), ())
    fixed = found.scan.comparison.fixed if found.scan.comparison else ()
    assert [each.source for each in fixed] == ["api.orders"]  # a finding is about its two ends


def test_components_packages_and_measures(place: Path) -> None:
    tree(place, {"store/rows.py": "import redis\nimport api.carts\n"})
    found = difference(place)
    assert [(each.source, each.target) for each in found.added.components] == [("store", "api")]
    assert [(p.name, p.components) for p in found.added.packages] == [("redis", ("store",))]
    changed = {m.after.measure: (m.before.part, m.after.part) for m in found.measures}
    assert changed["cross_component_dependencies"] == (1, 2)
    assert changed["cyclic_components"] == (0, 2)
    assert "findings" not in changed


def test_the_spec_itself(place: Path) -> None:
    text = SPEC.replace("findings: 0", "findings: 3") + "  - {deny: store -> api}\n"
    text = text.replace("rules: [{name: no store, deny: api -> store}]\n", "rules:\n")
    tree(place, {"driftscan.yaml": text})
    changes = difference(place).spec_changes
    assert changes is not None
    assert [(each.section, each.name, each.how) for each in changes] == [
        ("measures", "findings", "changed"),
        ("rules", "deny store->api", "added"),
        ("rules", "no store", "removed"),
    ]


def test_a_base_whose_spec_cannot_be_read(place: Path) -> None:
    tree(place, {"driftscan.yaml": "driftscan: 1\nnonsense: 1\n"})
    commit(place)
    tree(place, {"driftscan.yaml": SPEC})
    found = difference(place)
    assert found.spec_changes is None
    assert "not one that this version reads" in found.spec_note


def test_services_are_compared_if_asked_for(place: Path) -> None:
    one = {"web": {"image": "web"}, "db": {"image": "postgres"}}
    tree(place, {"compose.yaml": json.dumps({"services": one})})
    commit(place)
    two = {**one, "jobs": {"image": "jobs", "environment": {"DATABASE_URL": "postgres://db/x"}}}
    tree(place, {"compose.yaml": json.dumps({"services": two})})
    request = Request(path=str(place), base="HEAD", use_cache=False, today=TODAY, workers=1)
    found = compare(request, None, Wanted(services=True))
    assert ("service", "jobs") in {(each.what, each.source) for each in found.added.services}
    assert compare(request, None, Wanted()).added.services == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [({}, 0), ({"api/carts.py": "import store.rows\n"}, 1)],
)
def test_the_command(
    place: Path, change: dict[str, str], code: int, capfd: pytest.CaptureFixture[str]
) -> None:
    tree(place, change)
    options = ["diff", "HEAD", "--path", str(place), "--no-cache"]
    assert run([*options, "--output-format", "json"]) == code
    document = json.loads(capfd.readouterr().out)
    jsonschema.validate(document, json.loads((SCHEMAS / "diff.json").read_text()))
    assert len(document["new"]) == code
    assert run([*options, "--exit-zero"]) == 0
    text = capfd.readouterr().out
    assert max(map(len, text.splitlines())) <= 80
    assert ("Findings  +1" in text) is bool(code)
    assert run([*options, "--output-format", "markdown"]) == code
    assert ("- **new** `no store" in capfd.readouterr().out) is bool(code)


def test_the_trend_command(
    place: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    tree(place, {"docs/adr/0001-x.md": "# Rows\n\nDate: 2020-01-01\n", "api/orders.py": ""})
    commit(place)
    git(place, "tag", "now")
    options = ["trend", "--every", "commit", "--findings", "--no-cache"]
    assert run([*options, "--output-format", "json"]) == 0
    document = json.loads(capfd.readouterr().out)
    jsonschema.validate(document, json.loads((SCHEMAS / "trend.json").read_text()))
    assert [(each["what"], each["exact"]) for each in document["passages"]] == [
        ("came", True),
        ("went", True),
    ]
    assert document["goals"] == [{"measure": "findings", "goal": "0", "met": True}]
    assert document["decisions"][0]["why"] == "it was decided earlier than what is looked at"
    assert run(options) == 0
    text = capfd.readouterr().out
    assert max(map(len, text.splitlines())) <= 80
    assert "goal 0: met, 0" in text
    assert run([*options, "--output-format", "csv"]) == 0
    assert '"findings","1","1"' in capfd.readouterr().out


def test_what_was_fetched_goes_by_the_name_of_its_branch(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    commit_id = git(place, "rev-parse", "HEAD").decode()
    noted = f"{commit_id}\t\tbranch 'main' of https://git.example/acme/shop\n"
    (place / ".git" / "FETCH_HEAD").write_text(noted)
    assert run(["diff", "FETCH_HEAD", "--path", str(place), "--no-cache"]) == 0
    assert f"against {commit_id[:12]} (main)" in " ".join(capfd.readouterr().out.split())
