"""Evidence that a name nobody asks for is an alias that a bundler's settings compute."""

from driftscan.extract.javascript.layout import Layout
from driftscan.extract.javascript.packages import Packages

_MOST = 1_000


class Evidence:
    """Files by the last part of what they may be imported as; made when first asked."""

    def __init__(self, layout: Layout, packages: Packages) -> None:
        self._layout = layout
        self._packages = packages
        self._by_last: dict[str, list[str]] = {}
        self._known: dict[tuple[str, str], str] = {}

    def place_of(self, folder: str, name: str) -> str:
        """A file of the same package that ends like a name of at least two parts, '' if none.

        The first part may be a sign (`@/a/b`, `~/a`, `$lib/a`, `@app/a/b`) or a folder (`src/a`).
        """
        package = self._packages.nearest(folder)
        home = package.directory if package else ""
        if (home, name) not in self._known:
            self._known[home, name] = self._search(home, name)
        return self._known[home, name]

    def _search(self, home: str, name: str) -> str:
        if not self._by_last:
            self._index()
        parts = name.strip("/").split("/")
        signed = not parts[0][:1].isalnum()
        if signed and len(parts[0]) > 1:
            tails = [[parts[0].lstrip("@~$#"), *parts[1:]]]
        else:
            tails = [parts[1:] if signed else parts]
        for tail in tails:
            if not tail or (len(tail) < 2 and not signed) or (len(parts) < 2):
                continue
            if place := self._ending(home, "/".join(tail)):
                return place
        return ""

    def _ending(self, home: str, tail: str) -> str:
        start = f"{home}/" if home else ""
        last = tail.rpartition("/")[2]
        for stem in (last, last.rpartition(".")[0]):
            for path in self._by_last.get(stem, ())[:_MOST]:
                whole = f"/{path}"
                is_there = whole.endswith((f"/{tail}", f"/{tail.removesuffix(last)}{stem}"))
                if path.startswith(start) and is_there:
                    return path
        return ""

    def _index(self) -> None:
        for file in sorted(self._layout.files, key=lambda file: file.path):
            path = file.folder if file.is_index else f"{file.folder}/{file.stem}".lstrip("/")
            self._by_last.setdefault(path.rpartition("/")[2], []).append(path)
