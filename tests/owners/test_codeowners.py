"""CODEOWNERS in both dialects: a file and paths in, owners out."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct, convert

from driftscan.extract.codeowners.extractor import extract
from driftscan.model.fact import OwnershipFact
from driftscan.owners.codeowners import Dialect, code_owners
from driftscan.owners.entry import Entry
from driftscan.owners.github import GitHubOwners
from driftscan.owners.gitlab import GitLabOwners
from driftscan.owners.last_match import LastMatch

DIALECTS: dict[str, Callable[[Sequence[OwnershipFact]], Dialect]] = {
    "GitHub": GitHubOwners,
    "GitLab": GitLabOwners,
}


class Case(Struct, forbid_unknown_fields=True):
    name: str
    forge: str
    file: str
    owners: dict[str, str]
    skipped: list[int] = []


def cases() -> Iterator[object]:
    for row in yaml.safe_load(Path(__file__).with_name("codeowners.cases.yaml").read_text()):
        case = convert(row, Case)
        yield pytest.param(case, id=case.name)


@pytest.mark.parametrize("case", list(cases()))
def test_owners_of_paths(case: Case) -> None:
    read: Dialect = DIALECTS[case.forge](extract(case.file.encode()).ownership)
    found = {path: " ".join(read.owners_of(path.encode())) for path in case.owners}
    assert found == case.owners
    assert [skipped.line for skipped in read.skipped] == case.skipped


@pytest.mark.parametrize(
    ("files", "gitlab", "place", "forge"),
    [
        ({"CODEOWNERS": "* @a"}, False, "CODEOWNERS", "GitHub"),
        ({"CODEOWNERS": "* @a"}, True, "CODEOWNERS", "GitLab"),
        ({"CODEOWNERS": "[Docs] @a\ndocs/"}, False, "CODEOWNERS", "GitLab"),
        ({".gitlab/CODEOWNERS": "* @a"}, False, ".gitlab/CODEOWNERS", "GitLab"),
        ({".github/CODEOWNERS": "* @a"}, True, ".github/CODEOWNERS", "GitHub"),
        (
            {"docs/CODEOWNERS": "* @a", ".github/CODEOWNERS": "* @b"},
            False,
            ".github/CODEOWNERS",
            "GitHub",
        ),
        ({"lib/CODEOWNERS": "* @a"}, False, "", "GitHub"),
    ],
)
def test_which_file_counts(files: dict[str, str], gitlab: bool, place: str, forge: str) -> None:
    lines = {path.encode(): extract(text.encode()).ownership for path, text in files.items()}
    found = code_owners(lines, gitlab)
    assert (found.path.decode(), found.forge) == (place, forge)


NAMES = st.sampled_from(["a", "b", "c.py", "*", "*.py"])
PATHS = st.lists(st.sampled_from(["a", "b", "c.py", "d"]), min_size=1, max_size=4).map("/".join)
PATTERNS = st.builds(
    lambda start, parts, end: start + "/".join(parts) + end,
    st.sampled_from(["", "/"]),
    st.lists(NAMES, min_size=1, max_size=3),
    st.sampled_from(["", "/"]),
)


@given(st.lists(PATTERNS, max_size=8), PATHS)
def test_looking_up_by_directory_is_as_trying_every_entry_from_the_end(
    patterns: list[str], path: str
) -> None:
    text = "\n".join(f"{pattern} @{number}" for number, pattern in enumerate(patterns))
    for dialect in DIALECTS.values():
        read = dialect(extract(text.encode()).ownership)
        one_by_one: tuple[str, ...] = ()
        for number, pattern in enumerate(patterns):
            alone = dialect(extract(f"{pattern} @{number}".encode()).ownership)
            one_by_one = alone.owners_of(path.encode()) or one_by_one
        assert read.owners_of(path.encode()) == one_by_one


@given(st.binary(max_size=200))
def test_any_bytes_are_read(content: bytes) -> None:
    lines = extract(content).ownership
    for dialect in (GitHubOwners, GitLabOwners):
        assert isinstance(dialect(lines).owners_of(b"a/b.py"), tuple)


def test_thousands_of_entries_and_paths_need_no_thousands_of_tries() -> None:
    tried: list[bytes] = []

    class Counted(Entry, frozen=True):
        def matches(self, path: bytes) -> bool:
            tried.append(path)
            return super().matches(path)

    def entry(number: int) -> Entry:
        name = f"c/{number}".encode()
        return Counted(re.escape(name) + b"(?:/.*)?", (f"@{number}",), number, name)

    rules = LastMatch([entry(number) for number in range(3000)])
    found = rules.find(b"c/1234/x.py")
    assert found is not None
    assert found.owners == ("@1234",)
    assert tried == []
