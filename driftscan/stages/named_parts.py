"""What a file belongs to: a component of the spec; where there is none, a service, library or
package of the tree."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable

from driftscan.extract.claims import claims, groups_of, language_of
from driftscan.graph.components import Claims
from driftscan.model.spec import Component
from driftscan.services.facts import above, folder_of, is_below
from driftscan.stages.map import Map
from driftscan.stages.record import Record

PartOf = Callable[[bytes], str]
# Its top holds scripts and settings where packages lie below; that of others holds a program.
_OF_PACKAGES = "javascript"
# What runs a program of JavaScript by its file; `npm --prefix web start` only runs another one.
_STARTS = re.compile(
    r"(?:^|\s)(?:node|bun|deno|tsx|ts-node|nodemon)\s(?:[^&|;]*?\s)?"
    r"(?P<file>[\w.][\w./-]*\.[cm]?[jt]s)(?![\w.])"
)
_HELPING = ("scripts/", "tools/", "script/", "bin/")
_VERSION = re.compile(r"v\d+")  # at the end of a module's name of Go


def part_of_path(system: Map) -> PartOf:
    """The name of the part that a path belongs to, '' for none."""
    components = system.spec.components
    if components:
        return by_components(components)
    from driftscan.stages.services import parts_of, services_of

    graph = services_of(parts_of([system]), system.caches, system.workers).graph
    folders = named_by_services((each.folder, each.name) for each in graph.services if each.folder)
    for library in graph.libraries:
        folders.setdefault(library.folder, library.name)
    folders = _with_packages(system, folders)
    return with_root(by_folders(folders), *_root(system, folders)) if folders else by_folders({})


def with_root(part_of: PartOf, name: str, languages: Collection[str]) -> PartOf:
    """The same, and what lies in no part is one by itself as far as it is of these languages: a
    server at the top of a tree whose pages have a folder."""

    def part_or_root(path: bytes) -> str:
        return part_of(path) or (name if language_of(path) in languages else "")

    return part_or_root


def named_by_services(services: Iterable[tuple[bytes, str]]) -> dict[bytes, str]:
    """Folders called by the service that runs their code, (folder, name) each; where several run
    it, the code is none of theirs alone, and called like its folder, unless another one is."""
    runs: dict[bytes, list[str]] = {}
    for folder, name in services:
        runs.setdefault(folder, []).append(name)
    taken = {name: folder for folder, names in reversed(runs.items()) for name in names}
    last = Counter(_shown(folder.rpartition(b"/")[2]) for folder in runs)
    found: dict[bytes, str] = {}
    for folder, names in runs.items():
        own = _shown(folder.rpartition(b"/")[2])
        is_free = last[own] == 1 and taken.get(own, folder) == folder
        found[folder] = own if len(names) > 1 and is_free else names[0]
    return found


def by_components(components: Iterable[Component]) -> PartOf:
    """The component with the most to say about a path."""
    ordered = sorted(components, key=lambda each: each.name)
    claimed = Claims(ordered)

    def part_of(path: bytes) -> str:
        members = claimed.membership(path)
        return ordered[members[0]].name if members else ""

    return part_of


def by_folders(folders: dict[bytes, str]) -> PartOf:
    """The part with the deepest folder around a path."""
    known: dict[bytes, str] = {}

    def part_of(path: bytes) -> str:
        folder = folder_of(path)
        if folder not in known:
            known[folder] = next((folders[each] for each in above(folder) if each in folders), "")
        return known[folder]

    return part_of


def _with_packages(system: Map, folders: dict[bytes, str]) -> dict[bytes, str]:
    """Folders with a package manifest of their own that hold no service, and lie in none: called
    by their names, or by their paths where those are not unique."""
    records = system.survey.snapshot.records
    packages = {folder_of(record.file.path) for record in records if record.manifest} - {b""}
    holds = {each for folder in folders for each in above(folder)}
    free = sorted(
        folder
        for folder in packages
        if folder not in holds and not any(each in folders for each in above(folder))
    )
    inner = {folder for folder in free if not any(e in packages for e in list(above(folder))[1:])}
    named: dict[str, list[bytes]] = {}
    for folder in inner:
        named.setdefault(_shown(folder.rpartition(b"/")[2]), []).append(folder)
    taken = set(folders.values())
    found = dict(folders)
    for name, alike in named.items():
        for folder in alike:
            found[folder] = name if len(alike) == 1 and name not in taken else _shown(folder)
    return found


def _root(system: Map, folders: dict[bytes, str]) -> tuple[str, frozenset[str]]:
    """What manifests at the top call the project there, and of which languages it is; of none where
    the code of a part has no manifest of its own, for it is built with what is at the top."""
    manifests = [record for record in system.survey.snapshot.records if record.manifest]
    built = {folder_of(record.file.path) for record in manifests} - {b""}
    unbuilt = [folder for folder in folders if built.isdisjoint(above(folder))]
    if unbuilt and _hold_code(system, unbuilt):
        return "", frozenset()
    top = [record for record in manifests if not folder_of(record.file.path)]
    named = [
        (project.name, groups_of(record.file.path))
        for record in top
        for facts in record.manifest
        for project in facts.projects
    ]
    below = {
        language
        for record in manifests
        if any(folder in folders for folder in above(folder_of(record.file.path)))
        for language in groups_of(record.file.path)
    }
    languages = frozenset().union(*(groups for _, groups in named))
    if not _is_program(top, folders):
        languages -= {_OF_PACKAGES} & below
    parts = [part for name, _ in named for part in name.split("/") if not _VERSION.fullmatch(part)]
    name = next(filter(None, reversed(parts)), "") or system.place.root.rpartition("/")[2]
    return (f"{name} (top)" if name in folders.values() else name), languages - {""}


def _hold_code(system: Map, folders: Collection[bytes]) -> bool:
    """Whether any of the folders holds code; an image of a database needs none."""
    paths = (file.path for file in system.source.list(claims).files)
    return any(language_of(path) and any(is_below(path, f) for f in folders) for path in paths)


def _is_program(top: Iterable[Record], folders: Collection[bytes]) -> bool:
    """Whether a manifest of npm at the top starts a file there, and not one of a part, or a script
    that helps whoever works on it."""
    settings = (each for one in top for facts in one.manifest for each in facts.settings)
    starts = (each.values[2] for each in settings if each.values[:1] == ("npm-start",))
    files = (found["file"].removeprefix("./") for each in starts if (found := _STARTS.search(each)))
    return any(
        not file.startswith(_HELPING)
        and not any(is_below(file.encode(), folder) for folder in folders)
        for file in files
    )


def _shown(path: bytes) -> str:
    return path.decode("utf-8", "backslashreplace")
