"""Links to a line at the forge, from the address that a repository was cloned from."""

from pathlib import Path

import pytest

from driftscan.forge.web import web_template
from driftscan.sources.remote import origin_of
from driftscan.sources.repository import find_repository
from tests.history.story import Told, told
from tests.sources.making import git

LINKS = [
    ("https://github.com/a/b", "", "https://github.com/a/b/blob/R/{path}#L{line}"),
    ("https://github.com/a/b.git", "", "https://github.com/a/b/blob/R/{path}#L{line}"),
    ("git@github.com:a/b.git", "s/x", "https://github.com/a/b/blob/R/s/x/{path}#L{line}"),
    (
        "ssh://git@gitlab.acme.org:22/g/h/b",
        "",
        "https://gitlab.acme.org/g/h/b/-/blob/R/{path}#L{line}",
    ),
    (
        "https://u:secret@codeberg.org/a/b",
        "",
        "https://codeberg.org/a/b/src/commit/R/{path}#L{line}",
    ),
    ("https://bitbucket.org/a/b", "", "https://bitbucket.org/a/b/src/R/{path}#lines-{line}"),
    ("https://example.org/a/b", "", ""),
    ("https://github.com/a", "", ""),
    ("https://github.com/a/b c", "", ""),
    ('https://github.com/a/"><script>', "", ""),
    ("https://github.com/{path}/b", "", ""),
    ("javascript://github.com/a/b", "", ""),
    ("../github/a/b", "", ""),
    ("https://[github/a/b", "", ""),
    ("", "", ""),
]


@pytest.mark.parametrize(("remote", "inside", "link"), LINKS)
def test_a_line_at_the_forge(remote: str, inside: str, link: str) -> None:
    assert web_template(remote, "R", inside) == link


def test_files_without_a_commit_have_no_link() -> None:
    assert web_template("https://github.com/a/b", "") == ""


@pytest.mark.parametrize(
    ("config", "origin"),
    [
        ('[remote "origin"]\n\turl = https://github.com/a/b\n', "https://github.com/a/b"),
        ('[remote "up"]\n\turl = https://github.com/u/b\n', ""),
        ('[remote "origin"]\n\tfetch = x\n[remote "up"]\n\turl = u\n', ""),
        ("", ""),
    ],
)
def test_the_origin_is_read_from_the_configuration(
    tmp_path: Path, config: str, origin: str
) -> None:
    root = told(tmp_path / "r", [Told(days=1, files={b"a.py": b"\n"})])
    git(root, "config", "core.bare", "false")
    with (root / ".git" / "config").open("a") as file:
        file.write(config)
    repository = find_repository(bytes(root.resolve()))
    assert repository is not None
    assert origin_of(repository) == origin
