"""Which files packages export: what their own package.json lets others import by a name."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from driftscan.extract.javascript.built import Built, outputs_of
from driftscan.extract.javascript.configs import Configs
from driftscan.extract.javascript.entries import Entries
from driftscan.extract.javascript.files import Files, Found
from driftscan.extract.javascript.layout import Layout, ScriptFile, below
from driftscan.extract.javascript.packages import Package, Packages
from driftscan.model.fact import FileFacts

_WAYS = ("import", "require")
# What lies between a package's folder and what a pattern's star stands for, where the pattern names
# what is made of the sources.
_SOURCES = ("", "src/", "source/", "lib/")


def exported_files(
    paths: Iterable[bytes], manifests: Mapping[bytes, Sequence[FileFacts]]
) -> frozenset[bytes]:
    """Paths of files that some `exports` names, by itself, in a folder or by a pattern; nothing of
    packages without it, of which every file can be imported. paths: sorted, of all modules."""
    packages = Packages(manifests)
    if not any(each.exports for each in packages.by_directory.values()):
        return frozenset()
    layout = Layout(paths)
    files = Files(layout, packages)
    entries = Entries(files, Built(files, outputs_of(Configs(manifests, packages), packages)))
    own: dict[str, list[ScriptFile]] = {}
    for file in layout.files:
        if (package := packages.nearest(file.folder)) and package.exports:
            own.setdefault(package.directory, []).append(file)
    return frozenset(
        path
        for directory, inside in own.items()
        for path in _exported(packages.by_directory[directory], inside, entries)
    )


def _exported(
    package: Package, inside: Collection[ScriptFile], entries: Entries
) -> Iterator[bytes]:
    for key in {row.key for row in package.exports}:
        for name in _names(package, key, inside):
            for how in _WAYS:
                yield from _paths(entries.of(package, name, (), how))


def _paths(found: Found | None) -> Iterator[bytes]:
    if found is not None:
        yield found.file.path
        yield from (each.path for each in (found.types, *found.others) if each is not None)


def _names(package: Package, key: str, inside: Iterable[ScriptFile]) -> Iterable[str]:
    """The names that a key stands for: itself, or, of a pattern, those that may lead to a file."""
    before, star, after = key.partition("*")
    if not star and not key.endswith("/"):
        return [key]
    targets = [row.path for row in package.exports if row.key == key]
    rests = {rest for file in inside for rest in _rests(package, file, targets)}
    return sorted(f"{before}{rest}{after}" for rest in rests)


def _rests(package: Package, file: ScriptFile, targets: Iterable[str]) -> Iterator[str]:
    """What a star, or the end of a folder's key, may stand for where it leads to a file."""
    path = below(file.text, package.directory) or ""
    bare = path[: len(path) - len(file.suffix)]
    for target in targets:
        before, _, after = target.removeprefix("./").partition("*")
        for form in (path, bare, f"{bare}.js"):
            if form.startswith(before) and form.endswith(after):
                yield form[len(before) : len(form) - len(after)]
    for start in _SOURCES:
        if bare.startswith(start):
            yield bare[len(start) :]
            yield bare[len(start) :].removesuffix("/index")
