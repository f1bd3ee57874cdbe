"""Names of PHP classes as paths: what composer.json says, or the custom where it says nothing."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from driftscan.migrate.areas.derived import meant_behind
from driftscan.migrate.areas.globs import globs_of, without_contained
from driftscan.migrate.areas.parts import ANY, END, START
from driftscan.migrate.migration import ForeignFile
from driftscan.notation.javascript.module import parse_javascript

_SOMETHING = "\x01"  # the beginning of a namespace that nobody tells
_SUFFIX = ".php"


class Place(Struct, frozen=True):
    """Classes whose names begin with the prefix, 'App/Billing/', are below the directory.

    known: composer.json says so; otherwise the prefix is any one word.
    """

    prefix: str
    directory: str
    known: bool = True


def places_of(companions: Iterable[ForeignFile], paths: Iterable[str]) -> tuple[Place, ...]:
    """Where classes are: PSR-4 of each composer.json, else a folder is a namespace below paths."""
    found = [place for file in companions for place in _declared(file)]
    if not found:
        found = [Place(f"{_SOMETHING}/", path, known=False) for path in paths]
    return tuple(found)


def class_globs(arms: tuple[str, ...], places: Iterable[Place]) -> list[str]:
    """Patterns for the files of classes whose names an expression fits; '\\' is '/' in arms."""
    found: set[str] = set()
    for place in places:
        below = "" if place.directory == "." else place.directory
        found.update(globs_of(_as_files(arms, place), below))
    return without_contained(found)


def class_paths(name: str, places: Iterable[Place]) -> list[str]:
    """Files that may hold a class; [] where composer.json does not say."""
    parts = name.strip("\\").replace("\\", "/")
    return sorted(
        f"{'' if place.directory == '.' else place.directory + '/'}{rest}{_SUFFIX}"
        for place in places
        if place.known and (rest := parts.removeprefix(place.prefix)) != parts
    )


def _as_files(arms: Iterable[str], place: Place) -> Iterator[str]:
    for arm in arms:
        known = arm if place.known else _without_first_word(arm)
        for each in meant_behind([known], place.prefix):
            inner = each.removesuffix(END)
            yield each if inner.endswith(ANY) else f"{inner}{_SUFFIX}{END}"


def _without_first_word(arm: str) -> str:
    """`^App/Domain/` without App, the word of the vendor: which folder that is, nobody says."""
    head, sign, tail = arm.removeprefix(START).partition("/")
    if not arm.startswith(START) or not sign or not head.replace("_", "a").isalnum():
        return arm
    return f"{START}{_SOMETHING}/{tail}"


def _declared(file: ForeignFile) -> Iterator[Place]:
    if not file.name.endswith("composer.json"):
        return
    document = parse_javascript(file.content).node
    for section in ("autoload", "autoload-dev"):
        for prefix, node in document.get(section, "psr-4").entries():
            folders = [node.text] if node.text else [each.text for each in node.elements()]
            for folder in folders:
                parts = f"{file.directory}/{folder}".split("/")
                path = "/".join(part for part in parts if part not in ("", "."))
                yield Place(prefix.strip("\\").replace("\\", "/") + "/", path or ".")
