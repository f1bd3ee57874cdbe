"""A source in which some files are not there."""

from pathlib import Path

import pytest

from driftscan.model.source import SourceFile
from driftscan.sources.opening import open_source
from driftscan.sources.without import Without

FILES = ("app.py", "notes.txt", "tests/test_app.py", "tests/link.py")


def _is_test(path: bytes) -> bool:
    return path.startswith(b"tests/")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "tests").mkdir()
    for name in FILES[:3]:
        (tmp_path / name).write_text(name)
    (tmp_path / "tests/link.py").symlink_to("test_app.py")
    return tmp_path


def test_what_is_not_wanted_is_neither_listed_nor_said_to_be_left_out(tree: Path) -> None:
    told: list[SourceFile] = []
    source = Without(open_source(str(tree)), _is_test)
    listing = source.list(lambda name: name.endswith(b".py"), told.extend)
    assert [file.path for file in listing.files] == [b"app.py"]
    assert listing.left_out == ()
    assert listing.folders == (b"", b"tests")
    assert not any(_is_test(file.path) for file in told)
    assert [content for _, content in source.read(listing.files)] == [b"app.py"]


def test_the_place_and_what_the_user_wrote_are_those_of_the_whole(tree: Path) -> None:
    whole = open_source(str(tree))
    source = Without(whole, _is_test)
    assert (source.identity, source.revision) == (whole.identity, whole.revision)
    assert source.own_text("app.py") == whole.own_text("app.py")
