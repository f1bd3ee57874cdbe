"""--base: what counts is what a change brought, told from two states of the object database."""

import datetime
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from driftscan.errors import SourceError
from driftscan.model.scan import Comparison, Scan
from driftscan.model.source import LeftOut, SourceFile
from driftscan.pipeline import Request, scan
from driftscan.report.formats import CHECK_FORMATS, rendered
from driftscan.report.outcome import outcome
from driftscan.report.view import PLAIN
from driftscan.sources.revision import RevisionSource
from driftscan.store.acceptance import accept
from driftscan.store.baseline import FILE_NAME, load_baseline, save_baseline
from tests.sources.making import commit, git, repository, tree

TODAY = datetime.date(2026, 11, 20)
SPEC = """\
driftscan: 1
components: {a: {path: a}, b: {path: b}}
rules:
  - {deny: a -> b}
  - {acyclic: components}
"""
FILES = {"driftscan.yaml": SPEC, "a/__init__.py": "", "a/x.py": "import b.y\n", "b/y.py": ""}
NEW = {"a/z.py": "import b.y\n"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return repository(tmp_path / "r", FILES)


def run(place: Path, base: str = "main", **wanted: object) -> Scan:
    values = {"path": str(place), "today": TODAY, "use_cache": False, "workers": 1}
    return scan(Request(**{**values, "base": base, **wanted}))  # type: ignore[arg-type]


def compared(result: Scan) -> Comparison:
    assert result.comparison is not None
    return result.comparison


def statuses(result: Scan) -> dict[str, str]:
    return {f"{f.source}->{f.target}": f.status for f in result.findings}


def branch(place: Path, files: dict[str, str]) -> str:
    git(place, "checkout", "-q", "-b", "work")
    tree(place, files)
    return commit(place)


def test_what_was_there_does_not_count(place: Path) -> None:
    head = branch(place, NEW)
    result = run(place)
    assert statuses(result) == {"a.x->b.y": "before", "a.z->b.y": "new"}
    assert result.revision == head
    assert compared(result).commit == git(place, "rev-parse", "main").decode()
    assert compared(result).fixed == ()
    counts = outcome(result)
    assert (counts.verdict, counts.new, counts.before) == ("drift", 1, 1)


def test_a_change_that_only_moves_is_clean(place: Path) -> None:
    branch(place, {"a/x.py": "# moved\n\nimport b.y\n", "b/new.py": ""})
    assert outcome(run(place)).verdict == "clean"
    assert [rule.outcome for rule in run(place).rules] == ["kept", "kept"]


def test_what_is_gone_is_fixed(place: Path) -> None:
    branch(place, {"a/x.py": "", **NEW})
    assert [(f.source, f.target) for f in compared(run(place)).fixed] == [("a.x", "b.y")]


def test_only_the_merge_base_matters(place: Path) -> None:
    """What main gained later is neither new nor fixed here."""
    branch(place, NEW)
    git(place, "checkout", "-q", "main")
    tree(place, {"a/later.py": "import b.y\n"})
    commit(place)
    result = run(place, rev := "main", revision="work")
    assert rev == compared(result).base
    assert statuses(result) == {"a.x->b.y": "before", "a.z->b.y": "new"}
    assert compared(result).fixed == ()


def test_the_index_is_compared_too(place: Path) -> None:
    tree(place, NEW)
    git(place, "add", "a/z.py")
    tree(place, {"a/loose.py": "import b.y\n"})
    result = run(place, "HEAD", staged=True)
    assert statuses(result) == {"a.x->b.y": "before", "a.z->b.y": "new"}
    assert (result.staged, result.revision) == (True, "")


def test_files_of_the_work_tree_are_no_part_of_it(place: Path) -> None:
    tree(place, NEW)
    result = run(place, "HEAD")
    assert statuses(result) == {"a.x->b.y": "before"}
    text = rendered(result, "text", PLAIN)
    assert f"commit {result.revision[:12]} was checked" in text
    assert "nothing can be new" in text


def test_what_the_spec_names_may_be_missing_at_the_base(place: Path) -> None:
    spec = SPEC.replace("b: {path: b}", "b: {path: b}, c: {path: c}") + "  - {deny: c -> a}\n"
    branch(place, {"driftscan.yaml": spec, "c/__init__.py": "import a.x\n"})
    assert statuses(run(place)) == {"a.x->b.y": "before", "c->a.x": "new"}


def test_accepted_findings_stay_accepted_and_growth_is_told(place: Path) -> None:
    branch(place, NEW)
    file = place / FILE_NAME
    found = scan(Request(path=str(place), today=TODAY, use_cache=False)).findings
    save_baseline(file, accept(load_baseline(file), found, "as found", TODAY).baseline)
    commit(place)
    result = run(place)
    assert set(statuses(result).values()) == {"accepted"}
    assert [entry.source for entry in compared(result).grown] == ["a.x", "a.z"]
    assert "the baseline grew by 2 findings: deny a->b (a.x -> b.y);" in rendered(
        result, "text", PLAIN
    ).replace("\n  ", " ")
    git(place, "checkout", "-q", "-b", "shrink")
    file.unlink()
    commit(place)
    result = run(place, "work")
    assert [entry.source for entry in compared(result).shrunk] == ["a.x", "a.z"]
    assert set(statuses(result).values()) == {"before"}


def test_a_cycle_keeps_its_name(place: Path) -> None:
    """Of several ways to name what closes a cycle, that of the base is preferred."""
    tree(place, {"b/y.py": "import a.x\nimport a.q\n", "b/z.py": "import a.x\n", "a/q.py": ""})
    commit(place)
    branch(place, {"a/q.py": "import b.y\nimport b.z\n", "a/w.py": "import b.z\n"})
    cycles = [f for f in run(place).findings if f.check == "acyclic"]
    assert [(f.source, f.status) for f in cycles] == [
        ("a.q", "new"),
        ("a.q", "new"),
        ("a.w", "new"),
        ("a.x", "before"),
    ]


def test_an_unread_base_is_told(place: Path) -> None:
    tree(place, {"a/x.py": "import b.y\nx = (\nimport b.y\n"})
    commit(place)
    branch(place, {"a/x.py": "import b.y\n"})
    assert compared(run(place)).unread == 1
    assert "1 file could not be read there" in rendered(run(place), "text", PLAIN)


def test_stale_entries_count_when_that_is_asked_for(place: Path) -> None:
    file = place / FILE_NAME
    found = scan(Request(path=str(place), today=TODAY, use_cache=False)).findings
    save_baseline(file, accept(load_baseline(file), found, "as found", TODAY).baseline)
    commit(place)
    assert outcome(run(place, "", strict_baseline=True)).verdict == "clean"
    branch(place, {"a/x.py": ""})
    assert outcome(run(place, "")).verdict == "clean"
    result = run(place, "", strict_baseline=True)
    assert [(f.check, f.severity, f.where.path) for f in result.findings] == [
        ("stale entry", "error", FILE_NAME.encode())
    ]
    assert "entries of the baseline that no longer occur" in rendered(result, "text", PLAIN)
    assert outcome(run(place, strict_baseline=True)).new == 1
    git(place, "checkout", "-q", "-b", "next")
    tree(place, {"b/new.py": ""})
    commit(place)
    assert outcome(run(place, "work", strict_baseline=True)).new == 0


def test_an_entry_that_never_occurred_is_new_with_the_change_that_adds_it(place: Path) -> None:
    entry = {"rule": "deny a->b", "from": "a.no", "to": "b.y", "kind": "import", "reason": "r"}
    finding = {"id": "0123456789ab", **entry, "accepted": "2026-11-20"}
    text = json.dumps({"driftscan_baseline": 1, "findings": [finding]})
    branch(place, {FILE_NAME: text})
    assert outcome(run(place, strict_baseline=True)).new == 1


@pytest.mark.parametrize("name", CHECK_FORMATS)
def test_every_format_can_show_a_comparison(place: Path, name: str) -> None:
    branch(place, {"a/x.py": "", **NEW})
    text = rendered(run(place), name, PLAIN)
    assert "a.z" in text
    told = {"text", "markdown", "github", "sarif", "junit"}
    assert ("merge base of main" in text.replace("\n  ", " ")) == (name in told)


def test_machine_formats_list_only_what_is_new(place: Path) -> None:
    branch(place, NEW)
    for name in ("sarif", "gitlab", "github", "rdjson", "markdown"):
        assert "a/x.py" not in rendered(run(place), name, PLAIN), name


def test_histories_that_never_met(place: Path) -> None:
    git(place, "checkout", "-q", "--orphan", "alone")
    tree(place, {"b/alone.py": ""})
    commit(place)
    with pytest.raises(SourceError, match=r"'main' and 'HEAD' have no commit in common"):
        run(place)


def test_histories_that_met_twice(place: Path) -> None:
    branch(place, NEW)
    git(place, "checkout", "-q", "main")
    tree(place, {"b/more.py": ""})
    commit(place)
    ours, theirs = (git(place, "rev-parse", name).decode() for name in ("main", "work"))
    git(place, "merge", "-q", "-m", "m", theirs)
    git(place, "checkout", "-q", "work")
    git(place, "merge", "-q", "-m", "m", ours)
    with pytest.raises(SourceError, match=r"have 2 merge bases .*--base [0-9a-f]{12}"):
        run(place)
    assert statuses(run(place, theirs))["a.z->b.y"] == "before"


def test_a_shallow_clone_says_what_to_do(place: Path, tmp_path: Path) -> None:
    branch(place, NEW)
    git(place, "checkout", "-q", "main")
    tree(place, {"b/more.py": ""})
    commit(place)
    url = f"file://{place}"
    git(tmp_path, "clone", "-q", "--depth=1", "--no-single-branch", "-b", "work", url, "shallow")
    with pytest.raises(SourceError, match=r"shallow clone.*fetch-depth: 0"):
        run(tmp_path / "shallow", "origin/main")


def test_what_cannot_be_compared_with(place: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no revision 'nope'"):
        run(place, "nope")
    with pytest.raises(SourceError, match="names a directory, not a commit"):
        run(place, "HEAD:a")


def test_a_directory_with_a_spec_of_its_own(tmp_path: Path) -> None:
    place = repository(tmp_path / "r", {f"sub/{name}": text for name, text in FILES.items()})
    branch(place, {"sub/a/z.py": "import b.y\n"})
    assert statuses(run(place / "sub")) == {"a.x->b.y": "before", "a.z->b.y": "new"}


def test_a_bare_repository_brings_both_states(place: Path, tmp_path: Path) -> None:
    branch(place, NEW)
    git(tmp_path, "clone", "-q", "--bare", str(place), "bare.git")
    result = run(tmp_path / "bare.git", revision="work")
    assert statuses(result) == {"a.x->b.y": "before", "a.z->b.y": "new"}


def test_nothing_is_touched(place: Path, tmp_path: Path) -> None:
    branch(place, NEW)
    tree(place, {"a/loose.py": "import b.y\n", "b/staged.py": ""})
    git(place, "add", "b/staged.py")
    before = _state(place)
    run(place)
    run(place, staged=True)
    assert _state(place) == before


def _state(place: Path) -> dict[str, tuple[str, int]]:
    """Every file with its content and time, `.git` included."""
    found = {}
    for directory, _, names in os.walk(place):
        for name in names:
            path = Path(directory, name)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            found[str(path)] = (digest, path.stat().st_mtime_ns)
    return found


def test_caches_change_nothing(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    branch(place, NEW)
    cold = run(place)
    assert [run(place, use_cache=True) for _ in range(2)] == [cold, cold]


def test_the_base_is_read_once_however_often_the_branch_is_pushed_to(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job of each push has the base's snapshot from the one before, if the cache is kept."""
    read: list[bytes] = []
    from_git = RevisionSource.read

    def recorded(
        self: RevisionSource, files: Iterable[SourceFile]
    ) -> Iterator[tuple[SourceFile, bytes | LeftOut]]:
        for file, content in from_git(self, files):
            read.append(file.path)
            yield file, content

    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(RevisionSource, "read", recorded)
    branch(place, NEW)
    first = run(place, use_cache=True)
    assert {b"a/x.py", b"a/z.py"} <= set(read)
    read.clear()
    tree(place, {"a/w.py": "import b.y, os\n"})
    commit(place)
    second = run(place, use_cache=True)
    assert read == [b"a/w.py"]
    assert compared(second) == compared(first)
    assert statuses(second) == {**statuses(first), "a.w->b.y": "new"}


@pytest.mark.parametrize(
    ("note", "named"),
    [
        ("\t\tbranch 'main' of https://git.example/acme/shop", "main"),
        ("\tnot-for-merge\tbranch 'release/1.x' of /srv/shop", "release/1.x"),
        ("\t\ttag 'v1' of .", "v1"),
        ("\t\tbranch 'it's main' of .", "it's main"),
        ("\t\thttps://git.example/acme/shop", "FETCH_HEAD"),  # fetched by its id
        ("", "FETCH_HEAD"),
    ],
)
def test_what_was_fetched_goes_by_its_name(place: Path, note: str, named: str) -> None:
    main = git(place, "rev-parse", "main").decode().strip()
    branch(place, NEW)
    (place / ".git" / "FETCH_HEAD").write_text(f"{main}{note}\n{'1' * 40}\t\tbranch 'other' of .\n")
    result = run(place, "FETCH_HEAD")
    assert f"(merge base of {named})" in rendered(result, "text", PLAIN).replace("\n  ", " ")
    assert compared(result).base == "FETCH_HEAD"


def test_git_notes_what_it_fetched_as_it_is_read(place: Path) -> None:
    branch(place, NEW)
    git(place, "fetch", "-q", ".", "main")
    assert "(merge base of main)" in rendered(run(place, "FETCH_HEAD"), "markdown", PLAIN)
