"""`driftscan audit` from the command line: what it writes and says, and what it refuses."""

import json
import os
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from driftscan.cli.run import run
from driftscan.stages.proposal import UnfitProposalError
from tests.audit.systems import fixture_with_a_past
from tests.history.story import Told, told

SCHEMAS = Path(__file__).parents[2] / "driftscan" / "report" / "schemas"
Audit = Callable[..., tuple[int, str, str]]


@pytest.fixture
def audit(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Audit:
    """Runs `driftscan audit ARGUMENTS` in an empty directory."""
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("DRIFTSCAN_DEBUG", "1")
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    def run_it(*arguments: str | Path) -> tuple[int, str, str]:
        capfd.readouterr()
        code = run(["audit", *(os.fspath(each) for each in arguments)])
        said = capfd.readouterr()
        return code, said.out, said.err

    return run_it


@pytest.fixture(scope="module")
def startup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fixture_with_a_past(tmp_path_factory.mktemp("system"))


def plain_tree(root: Path) -> Path:
    """Two packages of which one needs the other, and a circle, without git and without a spec."""
    files = {
        "shop/__init__.py": "",
        "shop/cart.py": "import shop.price\nimport store.rows\n",
        "shop/price.py": "x = 1\n\nimport shop.cart\n",
        "store/__init__.py": "",
        "store/rows.py": "rows = []\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def document_in(page: str) -> Any:
    """The data that a report carries."""

    class Island(HTMLParser):
        inside = False
        text = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.inside = tag == "script" and ("id", "audit") in attrs

        def handle_data(self, data: str) -> None:
            self.text += data if self.inside else ""

        def handle_endtag(self, tag: str) -> None:
            self.inside = False

    island = Island()
    island.feed(page)
    return json.loads(island.text)


def test_a_tree_without_git_and_spec(audit: Audit, tmp_path: Path) -> None:
    code, out, _ = audit(plain_tree(tmp_path / "tree"), "--json", "audit.json")
    assert code == 0
    assert out.startswith("tree: Nobody has declared what this system should be.")
    said = " ".join(out.split())
    assert "is not in a git repository" in said
    assert "No file was read by which a program is deployed" in said
    document = json.loads(Path("audit.json").read_text())
    assert [
        [document["files"][at]["path"] for at in each["files"]] for each in document["cycles"]
    ] == [["shop/cart.py", "shop/price.py"]]
    assert document["repositories"][0]["revision"] == ""
    assert document["repositories"][0]["history"] is None
    assert document["repositories"][0]["draft"].startswith("driftscan: 1")


def test_page_and_json_hold_the_same_and_fit_the_schema(audit: Audit, startup: Path) -> None:
    code, out, _ = audit(startup, "-o", "a.html", "--json", "a.json", "--today", "2026-01-31")
    assert code == 0
    document = json.loads(Path("a.json").read_text())
    jsonschema.validate(document, json.loads((SCHEMAS / "audit.json").read_text()))
    assert document_in(Path("a.html").read_text()) == document
    assert "Differs from its target state in" in out
    shared = {each["name"]: each for each in document["shared_data"]}
    users = shared["usage_events"]["writers"] + shared["usage_events"]["mappers"]
    assert sorted(users) == ["analytics", "analytics-scheduler", "billing", "billing-worker"]
    assert shared["usage_events"]["able"] == 2
    said = [each["text"] for each in document["verdict"]]
    (shared_store,) = [text for text in said if text.startswith("Used by several programs")]
    assert "analytics, billing and 3 more use database billing on billing-db (" in shared_store
    assert len(document["first"]) == 3
    assert all(each["kind"] == "finding" for each in document["first"])
    costs = [file["cost"]["cost"] for file in document["files"] if file.get("cost")]
    assert costs
    assert min(costs) >= 0


def test_two_runs_write_the_same(audit: Audit, startup: Path) -> None:
    audit(startup, "-o", "one.html", "--today", "2026-01-31")
    audit(startup, "-o", "two.html", "--today", "2026-01-31", "--no-cache", "--workers", "2")
    assert Path("one.html").read_bytes() == Path("two.html").read_bytes()


def test_where_a_system_lies_is_no_part_of_what_is_said(
    audit: Audit, startup: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere" / startup.name
    shutil.copytree(startup, elsewhere)
    told = []
    for at, place in enumerate((startup, elsewhere)):
        audit(place, "--json", f"{at}.json", "--today", "2026-01-31")
        text = Path(f"{at}.json").read_text()
        told.append(text.replace(json.dumps(str(place))[1:-1] + '"', 'AS NAMED"'))
        assert json.loads(text)["repositories"][0]["spec"] == "driftscan.yaml"
    assert told[0] == told[1]
    assert str(startup) not in told[0]


@pytest.mark.parametrize(
    ("head", "costliest"),
    [(b"// <auto-generated />\n", "src/Orders.cs"), (b"", "src/Snapshot.cs")],
)
def test_what_a_program_wrote_is_not_told_as_the_costliest(
    audit: Audit, tmp_path: Path, head: bytes, costliest: str
) -> None:
    def version(at: int) -> dict[bytes, bytes | None]:
        rows = b"".join(b"class S%d_%d {}\n" % (at, row) for row in range(40))
        orders = b"class Orders { int at = %d; }\n" % at
        return {b"src/Snapshot.cs": head + rows, b"src/Orders.cs": orders}

    story = [Told(days=7 * (60 - at), files=version(at)) for at in range(60)]
    audit(told(tmp_path / "shop", story), "--json", "a.json", "--today", "2026-01-31")
    document = json.loads(Path("a.json").read_text())
    costs = [each for each in document["first"] if each["kind"] == "cost"]
    assert costs[0]["title"].startswith(costliest)
    ranked = {each["path"] for each in document["files"] if "cost" in each}
    assert ranked == ({"src/Orders.cs"} if head else {"src/Orders.cs", "src/Snapshot.cs"})


def test_several_repositories_are_one_system(audit: Audit, tmp_path: Path) -> None:
    one, other = plain_tree(tmp_path / "one"), plain_tree(tmp_path / "other")
    code, out, _ = audit(one, other, "--json", "audit.json")
    assert code == 0
    assert out.startswith("one + other:")
    document = json.loads(Path("audit.json").read_text())
    paths = [file["path"] for file in document["files"]]
    assert "one/shop/cart.py" in paths
    assert "other/shop/cart.py" in paths
    assert [each["repository"] for each in document["components"]] == [0] * 2 + [1] * 2


def test_the_newest_commit_counts_not_what_is_unfinished(audit: Audit, tmp_path: Path) -> None:
    root = told(tmp_path / "r", [Told(days=1, files={b"a/x.py": b"import a.y\n", b"a/y.py": b""})])
    (root / "a" / "z.py").write_text("import a.x\n")
    audit(root, "--json", "audit.json")
    document = json.loads(Path("audit.json").read_text())
    assert [file["path"] for file in document["files"]] == ["a/x.py", "a/y.py"]
    assert len(document["repositories"][0]["revision"]) == 40


def test_what_was_never_committed_is_looked_at_as_it_is(audit: Audit, tmp_path: Path) -> None:
    root = told(tmp_path / "r", [Told(days=1, files={b"README": b"hello\n"})])
    plain_tree(root / "new")
    code, out, _ = audit(root / "new")
    assert code == 0
    assert "the files are looked at as they are" in " ".join(out.split())


def test_json_alone_can_be_printed(audit: Audit, tmp_path: Path) -> None:
    code, out, err = audit(plain_tree(tmp_path / "tree"), "--json", "-")
    assert code == 0
    assert json.loads(out)["schema"] == "driftscan.audit/1"
    assert "wrote driftscan-audit.html" in err


def test_the_draft_is_written_and_a_check_passes_its_syntax(audit: Audit, tmp_path: Path) -> None:
    code, out, _ = audit(plain_tree(tmp_path / "tree"), "--draft", "driftscan.yaml")
    assert code == 0
    assert "wrote driftscan.yaml" in out
    assert "driftscan: 1" in Path("driftscan.yaml").read_text()


def test_a_draft_that_does_not_fit_costs_only_itself(
    audit: Audit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise UnfitProposalError("nothing is at 'plugins/*/src'")

    monkeypatch.setattr("driftscan.stages.audit.first_spec_of", fail)
    file = tmp_path / "audit.json"
    asked = ("--draft", str(tmp_path / "draft.yaml"), "--json", str(file))
    code, out, err = audit(plain_tree(tmp_path / "tree"), *asked)
    assert code == 0
    assert "What stands out" in out
    assert "wrote no" in out
    why = "no first spec could be drafted, a fault of driftscan's: nothing is at 'plugins/*/src'"
    assert why in err
    (repository,) = json.loads(file.read_bytes())["repositories"]
    assert repository["notes"][0] == why
    assert not (tmp_path / "draft.yaml").exists()


def test_what_asks_for_a_decision_stands_before_what_there_is(audit: Audit, tmp_path: Path) -> None:
    """And a file that a first thing names in its sentence is not listed below it again."""
    root = plain_tree(tmp_path / "tree")
    (root / "shop" / "in.py").write_text("import shop.out\n")
    (root / "shop" / "out.py").write_text("import shop.in_\nfrom shop import in_\n")
    (root / "shop" / "in.py").rename(root / "shop" / "in_.py")
    _, out, _ = audit(root)
    titles = [line for line in out.splitlines() if line and line[0].isupper()]
    assert titles == ["Look at first", "What stands out", "What is here, as far as it was seen"]
    first, _, rest = out.partition("\nWhat stands out\n")
    stands_out, _, there = rest.partition("\nWhat is here")
    assert "2 files use each other in a circle" in first
    assert "use each other in a circle" in stands_out
    assert "components are drafted" in there
    assert [line for line in first.splitlines() if line.strip() == "shop/in_.py"] == []


def test_an_interface_that_nobody_declared_is_not_the_first_thing(
    audit: Audit, tmp_path: Path
) -> None:
    """Nor is what goes past it told as a place against the draft: the finding has its view."""
    users = dict.fromkeys("abcdefgh", "import shop.store\n" * 3) | {"i": "import shop.store.a\n"}
    files = {f"shop/user/{name}.py": text for name, text in users.items()}
    files |= {f"shop/{folder}/{name}.py": "" for folder in ("api", "store") for name in "abc"}
    files |= {f"shop/{folder}/__init__.py": "" for folder in ("api", "user")}
    files |= {"shop/__init__.py": "", "shop/store/__init__.py": "from shop.store import a, b, c\n"}
    for name, text in files.items():
        (tmp_path / "tree" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "tree" / name).write_text(text)
    _, out, _ = audit(tmp_path / "tree", "--json", "audit.json")
    document = json.loads(Path("audit.json").read_text())
    assert [each["finding"]["check"] for each in document["findings"]] == ["public"]
    assert "against the draft" not in " ".join(out.split())
    assert [each for each in document["first"] if each["kind"] == "finding"] == []


def test_no_draft_where_there_is_a_spec(audit: Audit, startup: Path) -> None:
    _, out, _ = audit(startup, "--draft", "new.yaml")
    assert "wrote no new.yaml: there is a spec already" in out
    assert not Path("new.yaml").exists()


REFUSED = {
    "nothing to look at": (["EMPTY"], "holds no code, no manifest and no history"),
    "no such directory": (["missing"], "does not exist"),
    "a program as a transport": (["ext::sh -c touch% gone"], "is not a way to clone"),
    "a scheme that is not taken": (["ftp://example.org/a/b"], "is not a way to clone"),
    "plain http": (["http://example.org/a/b"], "is not a way to clone"),
    "an option as a host": (["ssh://-oProxyCommand=touch/a"], "is no address"),
    "a revision of several": (["EMPTY", "EMPTY", "--rev", "HEAD"], "speak of one repository"),
    "a directory to write to": (["EMPTY", "-o", "EMPTY"], "is a directory"),
    "no such revision": (["REPOSITORY", "--rev", "gone"], "has no revision 'gone'"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_is_said_in_one_message(audit: Audit, tmp_path: Path, case: str) -> None:
    words, message = REFUSED[case]
    (tmp_path / "empty").mkdir()
    told(tmp_path / "r", [Told(days=1, files={b"a.py": b"\n"})])
    places = {"EMPTY": str(tmp_path / "empty"), "REPOSITORY": str(tmp_path / "r")}
    code, out, err = audit(*[places.get(word, word) for word in words])
    assert code == 2
    assert message in err
    assert out == ""
    assert not Path("driftscan-audit.html").exists()
