"""Ignore patterns: a table of the semantics, and the real git as oracle."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from driftscan.sources.gitignore import Matcher, parse_patterns
from driftscan.sources.glob import compile_glob
from tests.bounded import bounded
from tests.sources.making import git

# patterns, path, is it ignored (a path that ends with / is a directory)
CASES = [
    (b"*.pyc", b"a/b.pyc", True),
    (b"*.pyc", b"a/b.py", False),
    (b"build", b"deep/build", True),
    (b"/build", b"deep/build", False),
    (b"/build", b"build", True),
    (b"build/", b"build", False),
    (b"build/", b"build/", True),
    (b"build/", b"build/x.py", True),
    (b"a/b", b"c/a/b", False),
    (b"**/a/b", b"c/a/b", True),
    (b"a/**/b", b"a/b", True),
    (b"a/**/b", b"a/x/y/b", True),
    (b"a/**", b"a/x/y", True),
    (b"a/**", b"a/", False),
    (b"a/*", b"a/x/y", True),
    (b"a/*/c", b"a/x/y/c", False),
    (b"a**/b", b"ax/b", True),
    (b"*\n!keep.py", b"keep.py", False),
    (b"lib/\n!lib/keep.py", b"lib/keep.py", True),
    (b"!a\na", b"a", True),
    (b"\\!a", b"!a", True),
    (b"\\#a", b"#a", True),
    (b"#a", b"#a", False),
    (b"a ", b"a", True),
    (b"a\\ ", b"a ", True),
    (b"a\\\\ ", b"a\\", True),
    (b"a\r\nb\r\n", b"b", True),
    (b"\xef\xbb\xbfa", b"a", True),
    (b"[ab].py", b"b.py", True),
    (b"[!ab].py", b"b.py", False),
    (b"[^ab].py", b"c.py", True),
    (b"[a-c]*", b"b", True),
    (b"[]]", b"]", True),
    (b"[[:digit:]]", b"7", True),
    (b"[[:nothing:]]", b"7", False),
    (b"a?c", b"a/c", False),
    (b"a[/]c", b"a/c", False),
    (b"a\\", b"a", False),
    (b"[a", b"[a", False),
    (b"*.p?", b"x\n.py", True),
    (b"\xff*", b"\xffa", True),
    (b"", b"a", False),
    (b"/", b"a", False),
    (b"a//b", b"a/b", False),
]


def ignored(patterns: bytes, path: bytes) -> bool:
    """As the walk does: the first ignored parent decides."""
    matcher = Matcher(parse_patterns(patterns))
    parts = path.rstrip(b"/").split(b"/")
    for count in range(1, len(parts) + 1):
        is_directory = count < len(parts) or path.endswith(b"/")
        if matcher.verdict(parts[count - 1], b"/".join(parts[:count]), is_directory):
            return True
    return False


@pytest.mark.parametrize(("patterns", "path", "expected"), CASES)
def test_table(patterns: bytes, path: bytes, expected: bool) -> None:
    assert ignored(patterns, path) is expected


def _ignored_by_git(directory: Path, patterns: bytes, paths: list[bytes]) -> set[bytes]:
    (directory / ".gitignore").write_bytes(patterns)
    done = subprocess.run(
        ["git", "check-ignore", "-z", "--stdin", "--no-index"],
        cwd=directory,
        input=b"".join(path + b"\0" for path in paths),
        stdout=subprocess.PIPE,
        check=False,
    )
    return set(done.stdout.split(b"\0")) - {b""}


@pytest.fixture(scope="module")
def empty_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("oracle")
    git(directory, "init", "-q")
    return directory


@pytest.mark.parametrize(("patterns", "path", "expected"), CASES)
def test_table_among_many_patterns(patterns: bytes, path: bytes, expected: bool) -> None:
    """More than are made one expression of; those in front decide nothing."""
    others = b"".join(b"no/%d/*\nno*%d\n" % (at, at) for at in range(300))
    test_table(others + patterns.removeprefix(b"\xef\xbb\xbf"), path, expected)


def test_the_table_is_git_s_own(empty_repository: Path) -> None:
    for patterns, path, expected in CASES:
        if not path.endswith(b"/"):  # git asks the disk whether a path is a directory
            assert bool(_ignored_by_git(empty_repository, patterns, [path])) is expected, patterns


_PIECES = [
    *(
        b"a",
        b"b",
        b".",
        b" ",
        b"-",
        b"*",
        b"**",
        b"***",
        b"?",
        b"/",
        b"/**/",
        b"**/",
        b"\\",
        b"\\*",
    ),
    *(b"[ab]", b"[!a]", b"[^b-]", b"[a-c]", b"[b-a]", b"[a\\]]", b"[", b"]", b"[[:alpha:]]", b"!"),
    *(b"#", b"\\a", b"[[:x:]]", b"[--c]", b"\r"),
]
_PATTERN = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=6).map(b"".join)
_PART = st.sampled_from([b"a", b"b", b"c", b"ab", b"ba", b"a.b", b"a b", b"*a", b"aa", b"-", b"]"])
_PATH = st.lists(_PART, min_size=1, max_size=4).map(b"/".join)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=st.lists(_PATTERN, min_size=1, max_size=4), asked=st.sets(_PATH, min_size=30))
def test_same_as_git(empty_repository: Path, lines: list[bytes], asked: set[bytes]) -> None:
    patterns = b"\n".join(lines)
    paths = sorted(asked)
    ours = {path for path in paths if ignored(patterns, path)}
    assert ours == _ignored_by_git(empty_repository, patterns, paths)


@pytest.mark.parametrize(
    "pattern",
    [b"*a" * 500 + b"*b", b"**/a" * 300 + b"/b", b"?*" * 400 + b"b", b"**/*a*" * 100 + b"/b"],
)
@pytest.mark.parametrize("text", [b"a" * 4000, b"a/" * 2000])
def test_no_pattern_runs_for_ever(pattern: bytes, text: bytes) -> None:
    expression = compile_glob(pattern, whole_path=True)
    with bounded():
        assert expression.match(text) is None
