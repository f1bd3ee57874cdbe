"""Commits in, changes of today's files out: a tiny history and what of it belongs to whom."""

import pytest
from msgspec import Struct

from driftscan.history.changes import changes_until
from driftscan.history.counting import Counting
from driftscan.history.log import PathTable
from driftscan.model.history import NO_FILE, Commit, Touch

# One commit, newest first: 'M path lines', 'A path lines', 'D path', 'R old>new lines'; lines are
# those added, or `added-removed`.
Row = tuple[str, str, int]


class Case(Struct, frozen=True, kw_only=True):
    name: str
    files: str
    commits: list[str]
    changes: list[Row]
    omitted: list[tuple[str, int]] = []


CASES = [
    Case(
        name="a creation is told apart from work",
        files="a.py",
        commits=["M a.py 5", "A a.py 9"],
        changes=[("a.py", "M", 5), ("a.py", "A", 9)],
    ),
    Case(
        name="the past of an old name belongs to the file of today",
        files="new.py",
        commits=["M new.py 1", "R old.py>new.py 2", "M old.py 3", "A old.py 4"],
        changes=[("new.py", "M", n) for n in (1, 2, 3)] + [("new.py", "A", 4)],
    ),
    Case(
        name="another file that had the name before is another file",
        files="new.py",
        commits=["R old.py>new.py 2", "D new.py", "M new.py 7", "M old.py 3"],
        changes=[("new.py", "M", 2), ("new.py", "M", 3)],
    ),
    Case(
        name="two files that change names",
        files="a.py b.py",
        commits=["M a.py 1", "R a.py>b.py 2, R b.py>a.py 3", "M a.py 4"],
        changes=[("a.py", "M", 1), ("b.py", "M", 2), ("a.py", "M", 3), ("b.py", "M", 4)],
    ),
    Case(
        name="the same rename on two branches, whose commits stand between each other",
        files="new.py",
        commits=[
            "R old.py>new.py 2",
            "M new.py 5",
            "M old.py 6",
            "R old.py>new.py 2",
            "M old.py 3",
        ],
        changes=[("new.py", "M", n) for n in (2, 5, 6, 2, 3)],
    ),
    Case(
        name="another branch calls it otherwise, and gives way",
        files="new.py",
        commits=["R old.py>new.py 2", "M other.py 5", "R old.py>other.py 2", "M old.py 3"],
        changes=[("new.py", "M", 2), ("new.py", "M", 3)],
    ),
    Case(
        name="what had the name before it was given anew went elsewhere",
        files="new.py",
        commits=["M new.py 1", "A new.py 2", "R new.py>gone.py 3", "M new.py 4"],
        changes=[("new.py", "M", 1), ("new.py", "A", 2)],
    ),
    Case(
        name="what had the name of a renamed file before it went elsewhere",
        files="new.py",
        commits=["R old.py>new.py 2", "R new.py>gone.py 3", "M new.py 4", "M old.py 5"],
        changes=[("new.py", "M", 2), ("new.py", "M", 5)],
    ),
    Case(
        name="renamed, and a new file in its place at once",
        files="a.py b.py",
        commits=["A a.py 9, R a.py>b.py 2", "M a.py 4"],
        changes=[("a.py", "A", 9), ("b.py", "M", 2), ("b.py", "M", 4)],
    ),
    Case(
        name="split in two commits: moved away, and what is taken out there made anew",
        files="a.py b.py",
        commits=["M a.py 1", "A a.py 9, M b.py 2-8", "R a.py>b.py 0", "M a.py 4", "A a.py 20"],
        changes=[
            ("a.py", "M", 1),
            *(("a.py", "A", 9), ("b.py", "M", 10)),
            ("b.py", "M", 0),
            *(("b.py", "M", 4), ("a.py", "M", 4)),
            *(("b.py", "A", 20), ("a.py", "A", 20)),
        ],
    ),
    Case(
        name="both parts of a split file had another name before",
        files="a.py b.py",
        commits=["A a.py 9, M b.py 2-8", "R a.py>b.py 0", "R old.py>a.py 3", "M old.py 4"],
        changes=[
            *(("a.py", "A", 9), ("b.py", "M", 10)),
            ("b.py", "M", 0),
            *(("b.py", "M", 3), ("a.py", "M", 3)),
            *(("b.py", "M", 4), ("a.py", "M", 4)),
        ],
    ),
    Case(
        name="of what is made anew where a file was moved away from little was in that",
        files="a.py b.py",
        commits=["A a.py 9, M b.py 2-4", "R a.py>b.py 0", "M a.py 4"],
        changes=[("a.py", "A", 9), ("b.py", "M", 6), ("b.py", "M", 0), ("b.py", "M", 4)],
    ),
    Case(
        name="a copy is a new file and takes no past with it",
        files="a.py b.py",
        commits=["C b.py 3", "M a.py 4"],
        changes=[("b.py", "M", 3), ("a.py", "M", 4)],
    ),
    Case(
        name="files that are gone have no changes",
        files="a.py",
        commits=["D b.py", "M b.py 4", "M a.py 1"],
        changes=[("a.py", "M", 1)],
    ),
    Case(
        name="names are followed through commits that do not count",
        files="new.py",
        commits=["bot: R old.py>new.py 2", "M old.py 3"],
        changes=[("new.py", "M", 3)],
        omitted=[("bots", 2)],
    ),
    Case(
        name="what the repository asks blame to skip",
        files="a.py",
        commits=["ignored: M a.py 30", "M a.py 3"],
        changes=[("a.py", "M", 3)],
        omitted=[("ignore-revs", 30)],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_changes(case: Case) -> None:
    paths = PathTable()
    commits = [_commit(at, told, paths) for at, told in enumerate(case.commits)]
    files = [name.encode() for name in case.files.split()]
    counting = Counting(len(files), ignored={c.id for c in commits if c.subject == "ignored"})
    columns = changes_until(100, commits, list(paths.number), files, counting)
    found = [
        (files[file].decode(), "A" if is_new else "M", lines)
        for file, is_new, lines in zip(columns.file, columns.is_new, columns.lines, strict=True)
    ]
    assert found == case.changes
    assert [(each.reason, each.lines) for each in columns.omitted] == case.omitted


def _commit(at: int, told: str, paths: PathTable) -> Commit:
    kind, _, work = told.rpartition(": ")
    author = "dependabot[bot]" if kind == "bot" else "Ada"
    touches = tuple(_touch(each.split(), paths) for each in work.split(", "))
    email = "a@example.org"
    return Commit(f"{at:040x}", (), 100 - at, 100 - at, email, author, kind, touches, len(touches))


def _touch(words: list[str], paths: PathTable) -> Touch:
    how, name, lines = (*words, "0")[:3]
    before, _, path = name.rpartition(">")
    old = paths.of(before.encode()) if before else NO_FILE
    added, _, removed = lines.partition("-")
    return Touch(paths.of(path.encode()), old, int(added), int(removed or 0), how)


BULK = [
    ("a hundred source files are work", 100, 1000, "work", ""),
    ("more are one decision of a tool", 101, 1000, "work", "bulk"),
    ("so is a quarter of the system", 26, 100, "work", "bulk"),
    ("but not of a small one", 20, 30, "work", ""),
    ("sixteen files to a new style", 16, 1000, "Run black on everything", "reformatting"),
    ("fifteen", 15, 1000, "Run black on everything", ""),
]


@pytest.mark.parametrize(
    ("touched", "files", "subject", "reason"), [c[1:] for c in BULK], ids=[c[0] for c in BULK]
)
def test_bulk(touched: int, files: int, subject: str, reason: str) -> None:
    touches = tuple(Touch(at, NO_FILE, 1, 1, "M") for at in range(touched))
    commit = Commit("a" * 40, (), 0, 0, "a@b.c", "Ada", subject, touches, touched)
    assert Counting(files).reason(commit) == reason


BOTS = [
    ("Ada Lovelace", "ada@example.org", ""),
    ("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com", "bots"),
    ("Renovate", "renovate@whitesourcesoftware.com", "bots"),
    ("acme-bot", "robots@acme.example", "bots"),
    ("Abbot", "abbot@example.org", "bots"),  # a name that ends so cannot be told from a program's
    ("Robert", "robert@example.org", ""),
]


@pytest.mark.parametrize(("author", "email", "reason"), BOTS)
def test_bots(author: str, email: str, reason: str) -> None:
    commit = Commit("a" * 40, (), 0, 0, email, author, "work", (), 0)
    assert Counting(10).reason(commit) == reason
