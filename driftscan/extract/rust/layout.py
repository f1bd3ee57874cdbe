"""The Rust files of a tree: which there are, by folder, and which package each is in."""

from collections.abc import Mapping, Sequence

from driftscan.extract.paths import parent_of, text_of
from driftscan.extract.rust.packages import Package
from driftscan.extract.rust.places import folders_around


class Layout:
    """paths: of all files, by their texts; files: those texts, sorted. by_folder: files of a folder
    by its path, and the folders right in it by its path and a slash.
    """

    def __init__(self, paths: Sequence[bytes], packages: Mapping[str, Package]) -> None:
        self.paths = {text_of(path): path for path in paths}
        self.files = list(self.paths)
        self.known = frozenset(self.files)
        self.by_folder: dict[str, dict[str, None]] = {}
        self._packages = packages
        self._around: dict[str, Package | None] = {}
        for file in self.files:
            self.by_folder.setdefault(parent_of(file), {})[file] = None
        for folder in list(self.by_folder):
            self._enter(folder)

    def package_of(self, file: str) -> Package | None:
        """The package of the nearest Cargo.toml around a file."""
        folder = parent_of(file)
        if folder not in self._around:
            around = (folder, *folders_around(folder)) if folder else ("",)
            self._around[folder] = next(
                (self._packages[each] for each in around if each in self._packages), None
            )
        return self._around[folder]

    def _enter(self, folder: str) -> None:
        while folder:
            above = parent_of(folder)
            inside = self.by_folder.setdefault(f"{above}/", {})
            if folder in inside:
                return
            inside[folder] = None
            folder = above
