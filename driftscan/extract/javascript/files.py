"""From a path without, or with another, suffix to the file that it means."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from driftscan.extract.javascript.layout import (
    COMPONENT_SUFFIXES,
    Layout,
    ScriptFile,
    joined,
    split_suffix,
)
from driftscan.extract.javascript.packages import Package, Packages

_TRIED = (".ts", ".tsx", ".d.ts", ".js", ".jsx")  # in the order of the compiler
_IMPLEMENTED = (".js", ".jsx", ".mjs", ".cjs", ".vue", ".svelte")
# A name with the suffix of what is emitted means the source that it is emitted from.
_EMITTED = {
    ".js": (".ts", ".tsx", ".d.ts", ".js", ".jsx"),
    ".jsx": (".tsx", ".ts", ".d.ts", ".jsx", ".js"),
    ".mjs": (".mts", ".d.mts", ".mjs"),
    ".cjs": (".cts", ".d.cts", ".cjs"),
    ".ts": (".ts", ".d.ts"),
    ".tsx": (".tsx", ".d.ts"),
    ".mts": (".mts", ".d.mts"),
    ".cts": (".cts", ".d.cts"),
}
# Suffixes that only bundlers add, as they are set up.
_UNSAID = ".mjs .mts .cjs .cts .d.mts .d.cts .vue .svelte".split()
# Of these each platform takes its own.
_OF_PLATFORMS = [
    f".{platform}{suffix}"
    for platform in ("native", "ios", "android", "web")
    for suffix in (".tsx", ".ts", ".jsx", ".js")
]
_BY_BUNDLER = 0.8


class Found(Struct, frozen=True):
    """A file that a name leads to. types: another one that the compiler reads instead of it.

    confidence: below 1 where only a convention leads there. others: what other platforms load.
    """

    file: ScriptFile
    types: ScriptFile | None = None
    confidence: float = 1.0
    others: tuple[ScriptFile, ...] = ()


class Files:
    """Looks for files and folders as the compiler and bundlers do."""

    def __init__(self, layout: Layout, packages: Packages) -> None:
        self._by_text = layout.by_text
        self._folders = layout.folders
        self._packages = packages

    def at(self, path: str, exact_first: bool = False) -> Found | None:
        """What a path means: a file, else a folder's own.

        exact_first: `./x.js` means x.js even where x.ts is there, as in code that isn't compiled.
        """
        found = self.file(path, exact_first)
        if found is not None and found.confidence == 1:
            return found
        # What every resolver finds comes before a suffix that only some add.
        folder = self.folder(path)
        return folder if folder and (found is None or folder.confidence == 1) else found

    def file(self, path: str, exact_first: bool = False) -> Found | None:
        """The file that a path means, its suffix spelled out, left off, or that of the output."""
        if exact_first and path in self._by_text:
            return self._with_types(self._by_text[path])
        found = next(self._candidates(path), None)
        if found is not None:
            return self._with_types(found)
        unsaid = next((f for s in _UNSAID if (f := self._by_text.get(path + s))), None)
        if unsaid is not None:
            return replace(self._with_types(unsaid), confidence=_BY_BUNDLER)
        platforms = [f for s in _OF_PLATFORMS if (f := self._by_text.get(path + s))]
        return Found(platforms[0], None, _BY_BUNDLER, (*platforms[1:],)) if platforms else None

    def folder(self, path: str) -> Found | None:
        """The file that stands for a folder: what its package.json names, else its index."""
        package = self._packages.by_directory.get(path)
        if package is not None and (found := self._main(package)):
            return found
        return self.file(f"{path}/index" if path else "index") if path in self._folders else None

    def _main(self, package: Package) -> Found | None:
        fields = package.fields
        named = [fields[key] for key in ("main", "module") if key in fields]
        types = [fields[key] for key in ("types", "typings") if key in fields]
        loaded = next(self._named(package, named), None)
        declared = next(self._named(package, types), None)
        if loaded is None or declared is None or loaded == declared:
            return loaded or declared
        return replace(loaded, types=declared.types or declared.file)

    def _named(self, package: Package, names: list[str]) -> Iterator[Found]:
        for name in names:
            path = joined(package.directory, name)
            if path is None or path == package.directory:
                continue
            found = self.file(path) or (
                self.file(f"{path}/index") if path in self._folders else None
            )
            if found:
                yield found

    def _candidates(self, path: str) -> Iterator[ScriptFile]:
        known = self._by_text
        stem, suffix = split_suffix(path)
        for other in _EMITTED.get(suffix, ()):
            if stem + other in known:
                yield known[stem + other]
        if suffix and path in known:
            yield known[path]
        for other in _TRIED:
            if path + other in known:
                yield known[path + other]

    def _with_types(self, file: ScriptFile) -> Found:
        """What is declared beside its implementation is used for types only."""
        base = file.text[: -len(file.suffix)]
        if file.is_stub:
            # x.d.ts beside x.js; x.vue.d.ts beside x.vue.
            beside = [base, *(base + suffix for suffix in _IMPLEMENTED)]
            loaded = next((f for each in beside if (f := self._by_text.get(each))), None)
            return Found(loaded, file) if loaded else Found(file)
        if file.suffix in COMPONENT_SUFFIXES:
            return Found(file, self._by_text.get(f"{file.text}.d.ts"))
        stub = _STUBS.get(file.suffix)
        return Found(file, self._by_text.get(base + stub)) if stub else Found(file)


_STUBS = {".js": ".d.ts", ".jsx": ".d.ts", ".mjs": ".d.mts", ".cjs": ".d.cts"}
