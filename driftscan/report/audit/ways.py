"""What a summary says of libraries that stand for each other: who uses which, where.

Only what a reader can look up is said: both names, how many files of product code import each at
least, and one place of each. That two packages are of one capability does not make them rivals: the
catalogue says which could stand in each other's place.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from driftscan.model.location import Location
from driftscan.model.sprawl import Sprawl, WayTaken
from driftscan.report.escape import name_text, path_text
from driftscan.report.terminal.layout import counted

_LEAST_FILES = 3  # fewer may be a trial, or what another library wants to be given
_SCOPE, _LAST = re.compile(r"@([^/]+)/.*"), re.compile(r".*[/:]")
_NUMBERS = {2: "both", 3: "all three"}


class Library(Struct, frozen=True):
    """One of several. first: the first place of each file that uses it, the clearest in front.
    chosen: the files in which it was somebody's choice."""

    name: str
    first: tuple[Location, ...]
    chosen: frozenset[bytes]


class Rivals(Struct, frozen=True):
    """Libraries that stand for each other in what is built together, the most used first. does:
    what each of them does. folder: what they have in common, '' for the whole repository. is_part:
    whether other code of that is built apart."""

    does: str
    folder: bytes
    libraries: tuple[Library, ...]
    is_part: bool = False

    @property
    def weight(self) -> int:
        """How many files would have to change for one to be enough."""
        return sum(len(each.chosen) for each in self.libraries[1:])


def rivals_of(sprawl: Sprawl, roots: Mapping[bytes, str]) -> list[Rivals]:
    """What product code does with several libraries although one would do; the most files first.

    roots: of files of the product, by path, what each is built with. Only what is built together
    could do with one: a program and the kit that it gives to others each have their own reasons.
    Of several places where it is so the worst is told.
    """
    groups: dict[tuple[str, str, str, str], list[WayTaken]] = defaultdict(list)
    for way in sprawl.ways:
        if way.work and not way.home_made:
            groups[way.capability, way.purpose, way.language, way.work].append(way)
    found = [rivals for (*_, does), ways in groups.items() if (rivals := _worst(does, ways, roots))]
    return sorted(found, key=lambda each: (-each.weight, each.does))


def _worst(does: str, ways: Sequence[WayTaken], roots: Mapping[bytes, str]) -> Rivals | None:
    by_root: dict[str, list[Library]] = defaultdict(list)
    for way in ways:
        for root, library in _libraries(way, roots).items():
            by_root[root].append(library)
    found = []
    for root, several in sorted(by_root.items()):
        apart = [alone for each in several if (alone := _alone(each, several))]
        if len(apart) > 1:
            order = sorted(apart, key=lambda each: (-len(each.first), each.name))
            kind, _, folder = root.partition(":")
            alike = {each for each in roots.values() if each.startswith(f"{kind}:")}
            found.append(Rivals(does, folder.encode(), tuple(order), len(alike) > 1))
    return max(found, key=lambda each: each.weight, default=None)


def rivals_text(rivals: Rivals, prefix: bytes) -> str:
    """`In web at least 12 files import axios (src/a.ts:3, ...) and 3 got (src/b.ts:1, ...); both
    send HTTP requests.`

    At least: tests, scripts and imports of types alone are not counted. prefix: what the folder's
    path begins with; those of files go on from there."""
    folder = rivals.folder
    told = [_told(each, at, folder) for at, each in enumerate(rivals.libraries)]
    both = _NUMBERS.get(len(told), "all")
    where = "Of what is built together, at" if rivals.is_part else "At"
    if prefix + folder:
        where = f"In {path_text(prefix + folder)} at"
    return f"{where} least {', '.join(told[:-1])} and {told[-1]}; {both} {rivals.does}."


def _told(library: Library, at: int, folder: bytes) -> str:
    first = library.first[0]
    count = len(library.first)
    files = (
        f"{count:,}" if at else f"{counted(count, 'file')} {'imports' if count == 1 else 'import'}"
    )
    path = path_text(first.path.removeprefix(folder + b"/") if folder else first.path)
    return f"{files} {name_text(library.name)} ({path}:{first.line}, ...)"


def _libraries(way: WayTaken, roots: Mapping[bytes, str]) -> dict[str, Library]:
    """By root. What is called after a library wraps it, or offers it beside others: that it is
    there is no choice of those who use the wrapper."""
    packages = {package for user in way.users for package in user.packages}
    words = _words(packages)
    first: dict[str, dict[bytes, Location]] = defaultdict(dict)
    for user in way.users:
        for site in user.sites:
            if site.path in roots:
                files = first[roots[site.path]]
                files[site.path] = min(site, files.get(site.path, site))
    name = _name(way, packages)
    return {
        root: Library(
            name,
            tuple(files.values()),
            frozenset(path for path in files if not words.search(path.lower())),
        )
        for root, files in first.items()
    }


def _name(way: WayTaken, packages: Collection[str]) -> str:
    """Of the package, as code and manifests have it; of the family if it is more than one."""
    (*_, name) = packages
    if len(packages) > 1 or name.endswith("*"):
        name = way.name
    return name.removesuffix("*")


def _words(packages: Iterable[str]) -> re.Pattern[bytes]:
    """What packages are called, where a path has it as a word: `got`, `heroicons`, `okhttp`."""
    names = {
        _SCOPE.sub(r"\1", each) if each[:1] == "@" else _LAST.sub("", each) for each in packages
    }
    known = {name.strip("*-.").lower().encode() for name in names} - {b""}
    return re.compile(rb"(?<![a-z])(?:%b)(?![a-z])" % b"|".join(map(re.escape, sorted(known))))


def _alone(library: Library, others: Sequence[Library]) -> Library | None:
    """With the places first that nothing speaks against; None if there are too few such. Where one
    library stands on another, or is put into it, files use both."""
    elsewhere = {place.path for each in others if each is not library for place in each.first}
    alone = library.chosen - elsewhere
    if len(alone) < max(_LEAST_FILES, len(library.chosen & elsewhere)):
        return None
    order = sorted(library.first, key=lambda place: (place.path not in alone, place))
    return Library(library.name, tuple(order), alone)
