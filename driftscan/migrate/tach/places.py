"""Where tach's modules are: paths of files relative to source roots, as dotted paths."""

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from functools import cached_property

from driftscan.migrate.tach.globs import is_glob, path_glob
from driftscan.notation.words import path_pattern

_SUFFIXES = (".py", ".pyi")


class Places:
    """Files of the tree by dotted path. A folder is a path too. roots: as the spec needs them."""

    def __init__(self, paths: Iterable[bytes], directory: str, source_roots: Sequence[str]) -> None:
        self._paths = sorted(path.decode("utf-8", "surrogateescape") for path in paths)
        self.roots = sorted(set(self._expanded(directory, source_roots)))

    def _expanded(self, directory: str, source_roots: Sequence[str]) -> Iterable[str]:
        for root in source_roots:
            place = joined(directory, root)
            if not is_glob(place):
                yield place
                continue
            yield from (
                folder
                for folder in self._folders
                if folder.count("/") == place.count("/") and fnmatchcase(folder, place)
            )

    @cached_property
    def _folders(self) -> set[str]:
        found: set[str] = set()
        for path in self._paths:
            while "/" in path:
                path = path.rpartition("/")[0]
                found.add(path)
        return found

    @cached_property
    def by_path(self) -> dict[str, list[str]]:
        """Dotted path to the files and folders it stands for, '' is a source root itself."""
        found: dict[str, list[str]] = {}
        for file in self._paths:
            for root in self.roots:
                if root and not file.startswith(f"{root}/"):
                    continue
                below = file[len(root) + 1 :] if root else file
                self._note(found, root, below)
        return found

    def _note(self, found: dict[str, list[str]], root: str, below: str) -> None:
        *folders, last = below.split("/")
        stem = next((last.removesuffix(s) for s in _SUFFIXES if last.endswith(s)), "")
        if stem and stem != "__init__":
            _add(found, ".".join([*folders, stem]), joined(root, below))
        for depth in range(1, len(folders) + 1):
            _add(found, ".".join(folders[:depth]), joined(root, "/".join(folders[:depth])))

    def matching(self, path: str) -> list[str]:
        """Dotted paths of the tree that a path or glob means; sorted."""
        if not is_glob(path):
            return [path] if path in self.by_path else []
        pattern = path_glob(path)
        return sorted(each for each in self._importable if pattern.fullmatch(each))

    @cached_property
    def _importable(self) -> set[str]:
        """Paths of files, and of folders with an index file: what globs mean."""
        files = set(self._paths)
        return {
            path
            for path, places in self.by_path.items()
            if any(
                place in files or any(f"{place}/__init__{s}" in files for s in _SUFFIXES)
                for place in places
            )
        }

    def patterns(self, path: str) -> tuple[str, ...]:
        """Paths of a component for a dotted path."""
        raw = (place.encode("utf-8", "surrogateescape") for place in self.by_path[path])
        return tuple(sorted(set(map(path_pattern, raw))))

    def package_of(self, folder: str) -> str:
        """The dotted path of a folder, relative to its nearest source root."""
        inside = [r for r in self.roots if not r or f"{folder}/".startswith(f"{r}/")]
        root = max(inside, key=len, default="")
        return folder[len(root) :].strip("/").replace("/", ".")


def joined(directory: str, path: str) -> str:
    """Two parts of a path as one, without './' and '/' at its end; '' is the scanned root."""
    parts = [part for part in f"{directory}/{path}".split("/") if part not in ("", ".")]
    return "/".join(parts)


def _add(found: dict[str, list[str]], path: str, place: str) -> None:
    places = found.setdefault(path, [])
    if place not in places:
        places.append(place)
