"""What a stranger can put into a repository: any path, any author; read as git wrote it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driftscan.history.log import FORMAT, PathTable, read_commits
from driftscan.history.mailmap import Mailmap
from driftscan.model.history import Commit
from driftscan.sources.log import LINES, commit_ids, read_log
from tests.history.conftest import Costs
from tests.history.story import Told, text, told, weekly
from tests.sources.making import git


def _may_be_a_name(name: bytes) -> bool:
    return not set(name) & set(b"\0/") and name not in (b".", b"..") and b"git" not in name.lower()


_NAMES = st.binary(min_size=1, max_size=12).filter(_may_be_a_name)
_PATHS = st.lists(_NAMES, min_size=1, max_size=3).map(lambda parts: b"/".join(parts) + b".py")
_WORDS = st.binary(max_size=20).map(lambda word: bytes(set(word) - set(b"\0\n<>")))


@settings(max_examples=25)
@given(
    paths=st.lists(_PATHS, min_size=1, max_size=4, unique=True),
    author=_WORDS,
    subject=st.binary(max_size=30).map(lambda words: words.replace(b"\0", b"")),
)
def test_any_path_and_author(
    tmp_path_factory: pytest.TempPathFactory,
    paths: list[bytes],
    author: bytes,
    subject: bytes,
) -> None:
    kept = [path for path in paths if not any(other.startswith(path + b"/") for other in paths)]
    files = {path: text(at) for at, path in enumerate(kept)}
    person = author + b" <a@example.org>"
    story = [
        Told(days=2, files=files, author=person, subject=subject),
        Told(days=1, files={kept[0]: text(99)}),
    ]
    directory = told(tmp_path_factory.mktemp("hostile") / "repository", story)
    git_dir = str(directory / ".git").encode()
    paths_seen = PathTable()
    ids = commit_ids(git_dir, [git(directory, "rev-parse", "HEAD").decode()], [])
    last, first = read_commits(read_log(git_dir, ids, FORMAT, LINES).log, paths_seen)
    names = list(paths_seen.number)
    assert {names[touch.path] for touch in first.touches} == set(kept)
    assert all((touch.how, touch.added, touch.removed) == ("A", 10, 0) for touch in first.touches)
    (touch,) = last.touches
    assert (names[touch.path], touch.added, touch.removed, touch.how) == (kept[0], 1, 1, "M")
    assert first.files == len(kept)


def _tell_known_paths(commits: list[Commit], seen: PathTable) -> bool:
    return all(touch.path in seen.number.values() for one in commits for touch in one.touches)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(log: bytes) -> None:
    seen = PathTable()
    assert _tell_known_paths(read_commits(log, seen), seen)


@given(
    st.lists(
        st.sampled_from(
            [
                b"a" * 40,
                b":100644 100644 1 2 R100",
                b"\n:1 2 3 4 M",
                b":",
                b": \xff",
                b"9" * 5000 + b"\t1\tx.py",
                b"1\t2\tx.py",
                b"-\t-\t",
                b"",
                b"x.py",
            ]
        ),
        max_size=30,
    )
)
def test_no_order_of_tokens_breaks_the_reader(tokens: list[bytes]) -> None:
    seen = PathTable()
    assert _tell_known_paths(read_commits(b"\0".join(tokens), seen), seen)


def test_names_reach_a_report_escaped(tmp_path: Path, costs: Costs) -> None:
    from driftscan.report import hotspots_csv, hotspots_json
    from driftscan.report.terminal import hotspots as terminal
    from driftscan.report.view import View

    nasty = b"app/\x1b[31m\xff{a => b}\n\t.py"
    table = costs(told(tmp_path / "nasty", weekly(60, nasty)))
    for shown in (
        terminal.render(table, table.files, 5, View()),
        hotspots_json.render(table, ".", table.files),
        hotspots_csv.render(table.files).replace("\r\n", "\n"),
    ):
        assert "\x1b" not in shown
        assert set(map(ord, shown)).isdisjoint({*range(10), *range(11, 32)})
        assert r"\x1b[31m\xff{a => b}\x0a\x09.py" in shown.replace("\\\\", "\\")


_MAILMAPS = st.lists(
    st.sampled_from(
        [
            "Ada Lovelace <ada@example.org>",
            "<ada@new.example> <ada@example.org>",
            "Ada L. <ada@new.example> <ADA@example.org>",
            "Grace <grace@example.org> Ada <ada@example.org>",
            "  Grace Hopper  <g@example.org> <grace@example.org>",
            "# <comment@example.org> <ada@example.org>",
            "no address at all",
            "Ada <ada@example.org> # said so",
        ]
    ),
    max_size=5,
)
_PERSONS = [("Ada", "ada@example.org"), ("ada", "ADA@EXAMPLE.ORG"), ("X", "grace@example.org")]


@settings(max_examples=30)
@given(lines=_MAILMAPS)
def test_mailmap_is_read_as_git_reads_it(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    directory = tmp_path_factory.mktemp("mailmap")
    git(directory, "init", "-q")
    (directory / ".mailmap").write_text("\n".join(lines) + "\n")
    asked = [f"{name} <{email}>" for name, email in _PERSONS]
    said = git(directory, "check-mailmap", *asked).decode().splitlines()
    mailmap = Mailmap("\n".join(lines))
    for (name, email), answer in zip(_PERSONS, said, strict=True):
        proper, address = mailmap.person(name, email)
        expected_name, _, expected_address = answer.rpartition(" <")
        assert (proper, f"{address}>") == (expected_name, expected_address.lower())
