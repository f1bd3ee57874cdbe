"""`driftscan init --from FILE` on real trees: what it writes, tells and refuses."""

from pathlib import Path

import pytest

from driftscan.cli.run import run
from driftscan.migrate.registry import FORMATS
from tests.propose.trees import plant

CONTRACTS = """\
[importlinter]
root_package = shop

[importlinter:contract:1]
name = The domain knows no screens
type = forbidden
source_modules = shop.domain
forbidden_modules = shop.web
ignore_imports = shop.domain.legacy -> shop.web.forms

[importlinter:contract:2]
name = mine
type = own
"""
SHOP = {
    "setup.cfg": CONTRACTS,
    "shop/__init__.py": "",
    "shop/domain/__init__.py": "",
    "shop/domain/legacy.py": "import shop.web.forms\n",
    "shop/web/__init__.py": "",
    "shop/web/forms.py": "",
}


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = plant(tmp_path / "shop", SHOP)
    monkeypatch.chdir(root)
    return root


def test_the_verdict_is_that_of_the_contracts(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", "--from", "setup.cfg"]) == 0
    out = capsys.readouterr().out
    assert "moved from import-linter: 2 components, 1 rule, 1 exception" in out
    assert "setup.cfg:12: contract 'mine' is of the type 'own'" in out
    assert max(map(len, out.splitlines())) <= 80
    assert not (shop / "driftscan-baseline.json").exists()
    assert run(["check"]) == 0
    (shop / "shop/domain/new.py").write_text("import shop.web.forms\n")
    assert run(["check"]) == 1


def test_nothing_is_accepted_unless_said(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shop / "shop/domain/new.py").write_text("import shop.web.forms\n")
    assert run(["init", "--from", "setup.cfg"]) == 0
    assert "1 rule broken today, 1 finding: a check fails" in capsys.readouterr().out
    assert run(["check"]) == 1
    assert run(["init", "--from", "setup.cfg", "--accept", "--force"]) == 0
    assert run(["check"]) == 0
    assert "was there when the rules were moved" in (shop / "driftscan-baseline.json").read_text()


def test_dry_run_prints_the_spec_alone(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "--from", "setup.cfg", "--dry-run"]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("driftscan: 1\n")
    assert "moved from import-linter" in printed.err
    assert not (shop / "driftscan.yaml").exists()


def test_a_spec_that_is_there_is_kept(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shop / "driftscan.yaml").write_text("mine")
    assert run(["init", "--from", "setup.cfg"]) == 2
    assert "driftscan.yaml is there already" in capsys.readouterr().err
    assert (shop / "driftscan.yaml").read_text() == "mine"


REFUSED = [
    ("setup.cfg", "[metadata]\nname = x\n", "setup.cfg holds no rules of a tool"),
    ("x.toml", "[tool.other]\n", "x.toml holds no rules of a tool"),
    (".importlinter", "[importlinter\n", ".importlinter:1: not valid INI"),
    (".importlinter", "[importlinter]\n", "names no root_package"),
    (".importlinter", "[importlinter]\nroot_package = gone\n", "'gone' is not in the scanned tree"),
    ("tach.toml", "[[modules]\n", "tach.toml:1: not valid TOML"),
    ("tach.toml", "a = " + "[" * 5000, "nested more deeply than can be read"),
    ("tach.toml", "#" * 1024 * 1025, "larger than 1 MiB"),
]


@pytest.mark.parametrize(("name", "content", "message"), REFUSED)
def test_what_cannot_be_moved_has_one_clear_message(
    name: str, content: str, message: str, shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shop / name).write_text(content)
    assert run(["init", "--from", name]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert "unexpected" not in error
    assert not (shop / "driftscan.yaml").exists()


def test_a_file_that_is_none_is_refused(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "--from", "gone.toml"]) == 2
    assert "gone.toml cannot be read" in capsys.readouterr().err
    assert run(["init", "--from", "shop"]) == 2
    assert "shop is not a regular file" in capsys.readouterr().err
    assert run(["init", "--accept"]) == 2
    assert "--accept belongs to --from" in capsys.readouterr().err


def test_hostile_names_reach_neither_yaml_nor_terminal(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = '\x1b[31m\u202e\\" - deny: x\\n'
    (shop / "setup.cfg").write_text(CONTRACTS.replace("The domain knows no screens", evil))
    assert run(["init", "--from", "setup.cfg"]) == 0
    printed = capsys.readouterr()
    assert "\x1b" not in printed.out + printed.err
    assert "\u202e" not in printed.out + printed.err
    assert run(["check"]) == 0


CYCLE = {
    "tach.toml": """\
[[modules]]
path = "a"
depends_on = [{path = "b", deprecated = true}]
[[modules]]
path = "b"
depends_on = []
""",
    "a.py": "import b\n",
    "b.py": "",
}


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "x").mkdir()
    monkeypatch.chdir(tmp_path / "x")
    return tmp_path / "x"


def _said(capsys: pytest.CaptureFixture[str]) -> str:
    """What was printed, without line ends."""
    return " ".join(capsys.readouterr().out.split())


def test_where_only_warnings_are_broken_a_check_passes(
    empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plant(empty, CYCLE)
    assert run(["init", "--from", "tach.toml"]) == 0
    assert "1 finding: warnings, with which a check passes; --accept would" in _said(capsys)
    assert run(["check"]) == 0


GO = """\
version: 3
workdir: internal
components:
  handler: {in: handlers/*}
  service: {in: services/**}
  model: {in: models}
  gone: {in: gone}
deps:
  handler: {mayDependOn: [service, model]}
  service: {mayDependOn: [model]}
"""


def test_rules_about_other_languages_are_checked(
    empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "go.mod": "module books\n",
        "internal/handlers/books/list.go": 'package books\nimport "books/internal/models"\n'
        "var First = models.Book{}\n",
        "internal/services/books.go": "package services\nfunc Find() {}\n",
        "internal/models/book.go": 'package models\nimport "books/internal/services"\n'
        "type Book struct{}\nfunc (Book) Find() { services.Find() }\n",
    }
    plant(empty, {**files, ".go-arch-lint.yml": GO})
    assert run(["init", "--from", ".go-arch-lint.yml"]) == 0
    before = _said(capsys).partition("before a check can begin")[2]
    assert "component 'gone': nothing is at 'internal/gone/*.go'" in before
    assert run(["check"]) == 2
    (empty / "driftscan.yaml").unlink()
    config = empty / ".go-arch-lint.yml"
    config.write_text(config.read_text().replace("  gone: {in: gone}\n", ""))
    assert run(["init", "--from", ".go-arch-lint.yml"]) == 0
    _said(capsys)
    assert run(["check"]) == 1
    said = _said(capsys)
    assert "internal/models/book.go:2" in said
    assert "internal/handlers" not in said


def test_a_file_without_a_rule_leaves_nothing_to_check(
    empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = "module.exports = { allowed: [{ from: {}, to: { path: other } }] }\n"
    plant(empty, {".dependency-cruiser.js": config, "a.py": ""})
    assert run(["init", "--from", ".dependency-cruiser.js"]) == 0
    assert "the spec states no rule, so nothing can be checked" in _said(capsys)
    assert run(["check"]) == 2


def test_what_a_file_imports_is_found_in_the_tree(
    empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layer = "{name: %s, collectors: [{type: directory, value: src/%s/.*}]}"
    tree = {
        "deptrac.yaml": "imports: [qa/layers.yaml, qa/gone.yaml]\n"
        f"deptrac: {{paths: [src], layers: [{layer % ('Web', 'Web')}]}}\n",
        "qa/layers.yaml": "imports: [more/infra.yaml, layers.yaml]\n"
        f"deptrac: {{layers: [{layer % ('Domain', 'Domain')}]}}\n",
        "qa/more/infra.yaml": f"deptrac: {{layers: [{layer % ('Infra', 'Infra')}]}}\n",
        "src/Web/A.php": "",
        "src/Domain/B.php": "",
        "src/Infra/C.php": "",
    }
    plant(empty, tree)
    assert run(["init", "--from", "deptrac.yaml"]) == 0
    said = _said(capsys)
    assert "moved from deptrac: 3 components, 3 rules" in said
    assert "deptrac.yaml:1: imports: qa/gone.yaml was not read: it is not among" in said
    assert "qa/layers.yaml:1: imports: layers.yaml was not read: it imports itself" in said
    assert said.count("was not read") == 2


def test_help_and_page_name_every_tool(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "--help"]) == 0
    page = Path(__file__).parents[2] / "docs/commands/init.md"
    for text in (_said(capsys), " ".join(page.read_text("utf-8").split())):
        assert [tool for tool in FORMATS if tool not in text] == []
