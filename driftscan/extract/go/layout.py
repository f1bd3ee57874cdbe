"""Go files and folders as their paths tell them."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from driftscan.extract.paths import is_below_tests, text_of

_TEST_SUFFIX = "_test"
_TEST_DATA = "testdata"


class GoFile(Struct, frozen=True):
    """position: in the sorted paths. folder: '' for the tree's own. stem: name without `.go`."""

    path: bytes
    position: int
    folder: str
    stem: str

    @property
    def is_test(self) -> bool:
        """Whether only `go test` compiles it."""
        return self.stem.endswith(_TEST_SUFFIX)

    @property
    def is_passed_over(self) -> bool:
        """Whether its name keeps it out of every package."""
        return self.stem.startswith(("_", "."))


class Layout(Struct, frozen=True):
    """files: in the order of their paths. by_folder: those that can belong to a package."""

    files: Sequence[GoFile]
    by_folder: dict[str, list[GoFile]]


def layout_of(paths: Sequence[bytes]) -> Layout:
    """paths: sorted."""
    files = [_file(path, position) for position, path in enumerate(paths)]
    by_folder: dict[str, list[GoFile]] = defaultdict(list)
    for file in files:
        if not file.is_passed_over:
            by_folder[file.folder].append(file)
    return Layout(files, dict(by_folder))


def is_test_code(file: GoFile) -> bool:
    """Whether `go test` alone compiles a file, it stands in a folder `testdata`, which the go tool
    leaves out of `./...`, or in one of tests at the top: programs that tests start."""
    is_data = _TEST_DATA in file.folder.split("/")
    return file.is_test or is_data or is_below_tests(f"{file.folder}/")


def join(folder: str, below: str) -> str:
    """A path below a folder, either of which may be ''."""
    return f"{folder}/{below}" if folder and below else folder or below


def _file(path: bytes, position: int) -> GoFile:
    folder, _, name = text_of(path).rpartition("/")
    return GoFile(path, position, folder, name.removesuffix(".go"))
