"""What a package gives to those who name it: by its `exports`, else by its files."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from driftscan.extract.javascript.built import Built
from driftscan.extract.javascript.files import Files, Found
from driftscan.extract.javascript.layout import joined, split_suffix
from driftscan.extract.javascript.packages import Package, Packages, Target

# What only some bundlers accept is looked at where these lead nowhere.
_ALWAYS = frozenset(("default",))
_BY_CONVENTION = 0.8


class Entries:
    """The entry points of packages of the tree."""

    def __init__(self, files: Files, built: Built) -> None:
        self._files = files
        self._built = built

    def of(self, package: Package, wanted: str, own: Sequence[str], how: str) -> Found | None:
        """The file behind '.', './sub'. own: conditions that the project adds; how: 'import' or
        'require'."""
        if package.exports:
            return self._chosen(package, package.exports, wanted, own, how)
        if wanted == ".":
            return self._files.folder(package.directory) or self._built.entry(
                package, _mains(package)
            )
        path = joined(package.directory, wanted)
        if path is None:
            return None
        return self._files.at(path) or self._built.source(package, path)

    def made(self, packages: Packages, path: str) -> Found | None:
        """What a path that isn't in the tree, a file's or that of a package's folder, is made
        from."""
        entered = packages.by_directory.get(path)
        if entered is not None and (written := _mains(entered)):
            return self._built.entry(entered, written)
        package = packages.nearest(path.rpartition("/")[0])
        return self._built.source(package, path) if package else None

    def internal(self, package: Package, name: str, own: Sequence[str], how: str) -> Found | None:
        """The file behind `#name`."""
        return self._chosen(package, package.imports, name, own, how)

    def target(self, table: Iterable[Target], name: str, own: Sequence[str], how: str) -> str:
        """What a name of `imports` or `exports` stands for as written, '' if for nothing."""
        rows, rest = _matching(table, name)
        row = _first(rows, {*own, *_ALWAYS, how})
        return _filled(row.path, rest) if row else ""

    def _chosen(
        self, package: Package, table: Sequence[Target], name: str, own: Sequence[str], how: str
    ) -> Found | None:
        rows, rest = _matching(table, name)
        accepted = {*own, *_ALWAYS, how}
        loaded = self._existing(package, _first(rows, accepted), rest)
        declared = self._existing(package, _first(rows, accepted | {"types"}), rest)
        if loaded is not None:
            types = (declared.types or declared.file) if declared else None
            return loaded if types in (None, loaded.file) else replace(loaded, types=types)
        if declared is not None:
            return declared
        for row in rows:
            if (other := self._existing(package, row, rest)) is not None:
                return replace(other, confidence=_BY_CONVENTION)
        written = [_filled(row.path, rest) for row in rows if row.path]
        if name == "." or not written:
            return self._built.entry(package, written) if written else None
        return self._built.first(package, written)

    def _existing(self, package: Package, row: Target | None, rest: str) -> Found | None:
        if row is None or not row.path.startswith("./"):
            return None
        path = joined(package.directory, _filled(row.path, rest))
        found = self._files.file(path) if path else None
        # Nothing is added to a path in `exports`; that a file fits is no more than likely.
        is_added = found is not None and path is not None and not split_suffix(path)[1]
        return replace(found, confidence=_BY_CONVENTION) if found and is_added else found


_MAINS = ("source", "types", "typings", "module", "main", "svelte", "browser")


def _mains(package: Package) -> list[str]:
    return [package.fields[key] for key in _MAINS if key in package.fields]


def _matching(table: Iterable[Target], name: str) -> tuple[list[Target], str]:
    """The rows of the key that fits best, and what its star stands for."""
    exact = [row for row in table if row.key == name]
    if exact:
        return exact, ""
    best, rest = "", ""
    for row in table:
        before, star, after = row.key.partition("*")
        if not star and row.key.endswith("/"):
            before, star = row.key, "/"
        if not star or not name.startswith(before) or not name.endswith(after):
            continue
        if len(name) >= len(before) + len(after) and len(before) > len(best.partition("*")[0]):
            best, rest = row.key, name[len(before) : len(name) - len(after)]
    return [row for row in table if row.key == best] if best else [], rest


def _first(rows: Iterable[Target], accepted: set[str]) -> Target | None:
    return next((row for row in rows if accepted.issuperset(row.conditions)), None)


def _filled(path: str, rest: str) -> str:
    return path.replace("*", rest) if "*" in path else path + rest if path.endswith("/") else path
