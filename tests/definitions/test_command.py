"""`driftscan definitions` and the rules about terms, by the command line, on real trees."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

TREE = {
    "billing/pyproject.toml": '[project]\nname = "billing"\n',
    "billing/users.py": 'def is_active_user(user):\n    return user.status == "active"\n',
    "stats/package.json": '{"name": "stats"}',
    "stats/users.ts": (
        "export function isActiveUser(user: User): boolean {\n"
        "  return ['active', 'invited'].includes(user.status);\n}\n"
    ),
    "stats/users.test.ts": "export const isActiveUser = (user: User) => user.status === 'x';\n",
}
SPEC = """\
driftscan: 1
components:
  billing: {path: billing}
  stats: {path: stats}
"""
OWNED = SPEC + "definitions: {active_user: {owner: billing}}\n"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "system"
    for name, text in TREE.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


@pytest.fixture
def run(tree: Path, tmp_path: Path) -> Run:
    def run(*arguments: str, spec: str = "", **env: str) -> "subprocess.CompletedProcess[str]":
        if spec:
            (tree / "driftscan.yaml").write_text(spec)
        return subprocess.run(
            [
                sys.executable,
                *(arguments if arguments[0] == "-X" else ("-m", "driftscan", *arguments)),
            ],
            cwd=tree,
            capture_output=True,
            text=True,
            env={**os.environ, "DRIFTSCAN_CACHE_DIR": str(tmp_path / "cache"), **env},
        )

    return run


def test_without_a_spec_packages_are_the_components(run: Run) -> None:
    shown = run("definitions", ".")
    assert shown.returncode == 0, shown.stderr
    assert "billing says status is active\n" in shown.stdout
    assert "stats says status is active or invited\n" in shown.stdout
    assert "billing/users.py:1" in shown.stdout
    assert "stats/users.ts:1" in shown.stdout


def test_one_term_is_asked_for_in_any_spelling(run: Run) -> None:
    assert "active user" in run("definitions", ".", "--term", "Active_Users").stdout
    missing = run("definitions", ".", "--term", "active usr")
    assert missing.returncode == 2
    assert "did you mean 'active user'?" in missing.stderr


def test_what_is_left_out_for_length_is_counted_as_what_it_is(run: Run, tree: Path) -> None:
    """One shape under two names is no difference, however many of them there are."""
    names = "Apple Pear Plum Quince Cherry Lemon Melon Grape Olive Fig Date Lime Mango Papaya"
    parts = ("crew", "hull", "lane", "rate", "seal", "berth")
    for folder, ending in (("billing", "Made"), ("stats", "Seen")):
        classes = []
        for at, name in enumerate(names.split()):
            fields = "".join(f"    {part}_{'xyzuvwklmnopqr'[at] * 3}: str\n" for part in parts)
            classes.append(f"class {name}{ending}(BaseModel):\n{fields}")
        (tree / folder / "things.py").write_text("\n".join(classes))
    shown = run("definitions", ".").stdout
    assert shown.startswith("1 term differs between 2 components (1 meaning)\n")
    assert shown.count("one shape, several names") == 11
    assert "and 3 more of one shape under several names (-v shows" in shown
    assert "more that differ" not in shown


def test_a_tree_that_defines_nothing_is_no_green_one(run: Run, tree: Path) -> None:
    for name in TREE:
        (tree / name).unlink()
    assert run("definitions", ".").returncode == 2


def test_scripts_of_what_is_changed_in_code_say_how_it_began(run: Run, tree: Path) -> None:
    (tree / "billing/start.sql").write_text(
        "CREATE TYPE seat_kind AS ENUM ('desk', 'room', 'loge');\n"
    )
    (tree / "stats/kinds.ts").write_text(
        "export type SeatKind = 'desk' | 'room' | 'loge' | 'hall';\n"
    )
    assert "only stats has 'hall'" in run("definitions", ".").stdout
    (tree / "billing/migrations").mkdir()
    (tree / "billing/migrations/one.py").write_text("def up(): alter('seat_kind', 'hall')\n")
    assert "hall" not in run("definitions", ".").stdout


def test_what_need_not_be_of_one_thing_is_counted_and_shown_when_asked_for(
    run: Run, tree: Path
) -> None:
    (tree / "billing/buyer.py").write_text(
        "class Buyer:\n    city: str\n    iban: str\n    a: int\n"
    )
    (tree / "stats/buyer.ts").write_text(
        "export interface Buyer { city: boolean; iban: string; rank: string; seen: string }\n"
    )
    plain = run("definitions", ".").stdout
    assert "buyer" not in plain
    assert "1 further name differs, and need not be of one thing (--all)" in plain
    for asked in (("--all",), ("--term", "buyer")):
        told = run("definitions", ".", *asked).stdout
        assert "buyer  entity, differs, if one thing is meant" in told
        assert "city is text or boolean" in told
        assert "(--all)" not in told
    (term,) = [
        each
        for each in json.loads(run("definitions", ".", "--output-format", "json").stdout)["terms"]
        if each["name"] == "buyer"
    ]
    assert term["relation"] == "unsure"
    assert [each["sure"] for each in term["apart"]] == [False]


def test_only_what_surely_is_of_one_thing_breaks_a_rule_unless_it_has_an_owner(
    run: Run, tree: Path
) -> None:
    (tree / "billing/buyer.py").write_text(
        "class Buyer:\n    city: str\n    iban: str\n    a: int\n"
    )
    (tree / "stats/buyer.ts").write_text(
        "export interface Buyer { city: boolean; iban: string; rank: string; seen: string }\n"
    )
    one = "rules: [{one_definition: [billing, stats]}]\n"
    found = run("check", spec=SPEC + one)
    assert "active user" in found.stdout
    assert "buyer" not in found.stdout
    owned = run("check", spec=SPEC + "definitions: {buyer: {owner: billing}}\n")
    assert owned.returncode == 1
    assert "what 'buyer' is differs between stats and billing" in owned.stdout


def test_csv_has_a_row_for_each_place(run: Run) -> None:
    rows = run("definitions", ".", "--output-format", "csv").stdout.splitlines()
    assert rows[0].startswith('"kind","term","relation"')
    assert len([row for row in rows if '"active user"' in row]) == 2


def test_same_bytes_whatever_the_hash_seed_the_workers_and_the_cache(run: Run) -> None:
    json_of = ("definitions", ".", "--output-format", "json")
    (output,) = {
        run(*json_of, *more, PYTHONHASHSEED=seed).stdout
        for seed, more in (("1", ()), ("2", ("--no-cache",)), ("3", ("--workers", "2")))
    }
    (term,) = json.loads(output)["terms"]
    assert (term["name"], term["relation"]) == ("active user", "differs")


def test_the_rule_fails_the_check_and_the_baseline_knows_it(run: Run) -> None:
    found = run("check", spec=OWNED)
    assert found.returncode == 1, found.stderr
    assert "stats/users.ts:1" in found.stdout
    assert "note: rules about definitions looked at " in found.stdout
    assert run("baseline", "--reason", "as it is").returncode == 0
    assert run("check", "--strict-baseline").returncode == 0


def test_an_exception_for_a_file_and_a_translation_end_it(run: Run) -> None:
    excepted = "exceptions: [{finding: definition active_user, where: stats/*, reason: for now}]\n"
    assert run("check", spec=OWNED + excepted).returncode == 0
    translated = "definitions: {active_user: {owner: billing, translations: {stats: seats}}}\n"
    assert run("check", spec=SPEC + translated).returncode == 0


def test_a_comment_above_the_definition_silences_it(run: Run, tree: Path) -> None:
    users = tree / "stats" / "users.ts"
    users.write_text(
        "// driftscan: allow definition active_user -- goes soon\n" + users.read_text()
    )
    quiet = run("check", spec=OWNED)
    assert quiet.returncode == 0, quiet.stdout + quiet.stderr


def test_a_term_that_nothing_defines_is_an_error(run: Run) -> None:
    lost = run("check", spec=SPEC + "definitions: {active_usr: {owner: billing}}\n")
    assert lost.returncode == 2
    assert "no component defines 'active_usr'" in lost.stderr
    idle = "definitions: {active_user: {owner: stats, translations: {other: x}}}\n"
    more = SPEC + "  other: {path: billing/pyproject.toml}\n" + idle
    assert "says nothing of 'active_user'" in run("check", spec=more).stderr


@pytest.mark.parametrize(
    "format", ["json", "sarif", "github", "markdown", "csv", "junit", "rdjson"]
)
def test_every_format_shows_it(run: Run, format: str) -> None:
    found = run("check", "--output-format", format, spec=OWNED)
    assert found.returncode == 1, found.stderr
    assert "active user" in found.stdout


def test_base_tells_what_was_there_before(run: Run, tree: Path) -> None:
    (tree / "driftscan.yaml").write_text(OWNED)
    _git(tree, "init", "-q")
    _commit(tree)
    (tree / "late").mkdir()
    (tree / "late" / "u.py").write_text('def is_active_user(u):\n    return u.status != "ended"\n')
    late = OWNED.replace("defin", "  late: {path: late}\ndefin")
    (tree / "driftscan.yaml").write_text(late)
    _commit(tree)
    assert run("check", "--base", "HEAD").returncode == 0
    found = run("check", "--base", "HEAD~1")
    assert found.returncode == 1, found.stdout + found.stderr
    assert "late/u.py:1" in found.stdout
    assert "stats/users.ts:1" not in found.stdout


def _commit(tree: Path) -> None:
    _git(tree, "add", "-A")
    _git(tree, "commit", "-qm", "as it is")


def _git(tree: Path, *words: str) -> None:
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@b")
    subprocess.run([*git, *words], cwd=tree, check=True)


def test_a_check_without_such_a_rule_loads_nothing_for_it(run: Run) -> None:
    quiet = SPEC + "rules: [{independent: [billing, stats]}]\n"
    loaded = run("-X", "importtime", "-m", "driftscan", "check", spec=quiet)
    assert loaded.returncode == 0, loaded.stderr
    names = [line.rpartition("|")[2].strip() for line in loaded.stderr.splitlines()]
    unwanted = ("driftscan.definitions", "driftscan.stages.definition", "driftscan.model.term")
    assert "driftscan.pipeline" in names
    assert not [name for name in names if name.startswith(unwanted)]


def test_what_a_program_wrote_says_nothing(run: Run, tree: Path) -> None:
    kinds = "export type SeatKind = 'desk' | 'room' | 'loge'"
    (tree / "billing/kinds.ts").write_text(f"{kinds};\n")
    for folder in ("generated", "made"):
        place = tree / "stats" / folder
        place.mkdir()
        (place / "kinds.ts").write_text(f"{kinds} | 'hall';\n")
        assert ("hall" in run("definitions", ".").stdout) == (folder == "made")
