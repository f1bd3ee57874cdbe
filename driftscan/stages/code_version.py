"""The version of the code that made a cached value: a hash over that code itself.

A number that someone must raise is forgotten one day, and then a cache lies. Reading some hundred
small files takes a few milliseconds.
"""

import os
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import driftscan
from driftscan.extract.registry import EXTRACTORS, LANGUAGES, group_of
from driftscan.spec.packs import packs_folder

if TYPE_CHECKING:  # most runs ask for no services
    from driftscan.extract.service_registry import ServiceEntry

_ROOT = Path(driftscan.__file__).parent
_VALUES = ("model", "graph/resolved.py")
# What all languages share; the folder of each counts for itself, see language_version().
_SHARED = (
    *("extract/*.py", "extract/manifest", "extract/sql", "extract/syntax", "notation"),
    "stages/record.py",
)
# What a language says of services and of definitions is kept apart, under versions of their own.
_OF_SERVICES, _OF_DEFINITIONS = "services", "definitions"
_APART = frozenset((_OF_SERVICES, _OF_DEFINITIONS, "terms"))
_SAYS_DEFINITIONS = ("extract/meaning", "extract/syntax/terms")
MAKES_FACTS = (*_SHARED, *_VALUES)
MAKES_SNAPSHOTS = (*MAKES_FACTS, "sources")
MAKES_SPECS = ("spec", *_VALUES)


@cache
def code_version(places: tuple[str, ...]) -> str:
    """40 hex digits that change with any change of the code in these places of the package."""
    digest = blake2b(driftscan.__version__.encode(), digest_size=20)
    for path in _files(places):
        digest.update(_digest(path))
    return digest.hexdigest()


@cache
def _digest(path: str) -> bytes:
    """Of one file, whose version several versions may depend on."""
    with open(os.path.join(_ROOT, path), "rb") as file:
        return blake2b(os.fsencode(path) + b"\0" + file.read(), digest_size=20).digest()


@cache
def language_version(group: str) -> str:
    """The same of all that reads one language and its manifests, parsers included. Languages know
    nothing of each other, so a run pays for those only that it meets.

    group: a language, '' for manifests that serve none.
    """
    entries = [entry for entry in EXTRACTORS.values() if group_of(entry) == group]
    modules = [entry.module for entry in entries] + ([LANGUAGES[group]] if group else [])
    folders = sorted({f"extract/{module.split('.')[2]}" for module in modules})
    parsers = sorted({parser_version(entry.grammar) for entry in entries})
    return " ".join([code_version((*MAKES_FACTS, *folders)), *parsers])


@cache
def service_version(entry: "ServiceEntry") -> str:
    """The same of an extractor of what files say of services."""
    folders = [f"extract/{name}" for name in (entry.module.split(".")[2], entry.shares) if name]
    inside = [f"{folder}/{_OF_SERVICES}" for folder in folders]
    places = (*MAKES_FACTS, *folders, *(each for each in inside if (_ROOT / each).is_dir()))
    return " ".join([code_version(places), parser_version(entry.grammar)])


@cache
def definition_version(entry: "ServiceEntry") -> str:
    """The same of an extractor of definitions, which may use what the same language has for
    services."""
    folder = f"extract/{entry.module.split('.')[2]}"
    shared = [f"extract/{name}" for name in (entry.shares,) if name]
    apart = [f"{each}/{name}" for each in (folder, *shared) for name in sorted(_APART)]
    inside = [each for each in apart if (_ROOT / each).is_dir()]
    places = (*MAKES_FACTS, *_SAYS_DEFINITIONS, folder, *shared, *inside)
    return " ".join([code_version(places), parser_version(entry.grammar)])


@cache
def parser_version(package: str) -> str:
    """Of an installed tree-sitter grammar and the library that runs it; '' for no package.

    Told by the names of the folders that installers write: asking for the version in the usual way
    takes longer than reading a small tree.
    """
    if not package:
        return ""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return "missing"
    beside = os.path.dirname(spec.submodule_search_locations[0])
    wanted = ("tree_sitter-", f"{package}-")
    named = sorted(name for name in os.listdir(beside) if name.startswith(wanted))
    return " ".join(named) or "unknown"


@cache
def packs_version() -> str:
    """The same for the rule packs, which decide what a spec that includes one means."""
    folder = packs_folder()
    digest = blake2b(digest_size=20)
    for path in sorted(folder.rglob("*.yaml")):
        digest.update(os.fsencode(path.relative_to(folder)) + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(places: tuple[str, ...]) -> Iterator[str]:
    """Paths relative to the package, sorted; without pathlib, for every run does this."""
    for place in places:
        if place.endswith("/*.py"):
            yield from sorted(_modules(place.removesuffix("/*.py"), deep=False))
        elif place.endswith(".py"):
            yield place
        else:
            yield from sorted(_modules(place))


def _modules(folder: str, deep: bool = True) -> Iterator[str]:
    for entry in os.scandir(os.path.join(_ROOT, folder)):
        path = f"{folder}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _modules(path) if deep and entry.name not in _APART else ()
        elif entry.name.endswith(".py"):
            yield path
