"""Collectors of a layer as areas: directories, globs and names of classes."""

import re
from collections.abc import Iterable

from msgspec import Struct

from driftscan.migrate.areas.area import Among, Area, Under, Within, Without
from driftscan.migrate.areas.derived import behind, is_past, meant_behind
from driftscan.migrate.areas.expression import arms_of
from driftscan.migrate.areas.globs import globs_of, without_contained
from driftscan.migrate.areas.overlap import crossing
from driftscan.migrate.areas.parts import ANY, END, START, NotPlainError
from driftscan.migrate.areas.placed import below, unbraced
from driftscan.migrate.deptrac.classes import Place, class_globs
from driftscan.migrate.deptrac.config import HOME, Config, Source, filled
from driftscan.notation.node import Node

_DEEPEST = 8
_ALL = START + ANY + END
_OF_NAMES = frozenset(
    ("class", "classLike", "className", "classNameRegex", "interface", "trait", "functionName")
)
_DELIMITED = re.compile(r"(?P<sign>[^\w\s\\])(?P<inside>.*)(?P=sign)[a-zA-Z]*", re.DOTALL)
_NOT_PLACES = {
    "attribute": "an attribute of a class",
    "extends": "what a class extends",
    "implements": "what a class implements",
    "inherits": "what a class inherits from",
    "uses": "the traits of a class",
    "method": "the names of methods",
    "superglobal": "a superglobal variable",
    "tagValueRegex": "a tag in a comment",
    "phpInternal": "what PHP itself brings",
    "php_internal": "what PHP itself brings",
}


class Told(Struct, frozen=True, order=True):
    """Something of a collector that is not in the spec."""

    file: str
    line: int
    sentence: str


class Collected(Struct, frozen=True):
    """What collectors gather: an area, and packages from outside. area: None for no place."""

    area: Area | None = None
    packages: tuple[str, ...] = ()


class Collectors:
    """Turns collectors into areas. told: what had no equal, in the order it was met."""

    def __init__(self, config: Config, places: tuple[Place, ...]) -> None:
        self.config = config
        self.places = places
        self.told: list[Told] = []
        self.layers = {
            filled(source, node.get("name").text): (source, node)
            for source, node in config.lists("layers")
        }

    def layer(self, name: str, *, private: bool = False, depth: int = 0) -> Collected:
        """All collectors of a layer together, or those that are private alone."""
        source, node = self.layers[name]
        found = [
            self._collected(source, each, depth)
            for each in node.get("collectors").elements()
            if not private or each.get("private").value is True
        ]
        return _together(found)

    def _collected(self, source: Source, node: Node, depth: int) -> Collected:
        kind = node.get("type").text
        if depth > _DEEPEST:
            return self._tell(source, node, "collectors are nested too deeply to be read")
        if kind == "bool":
            return self._bool(source, node, depth)
        if kind == "layer":
            name = filled(source, node.get("value").text)
            known = name in self.layers
            return self.layer(name, depth=depth + 1) if known else Collected()
        if kind == "composer":
            names = [each.text for each in node.get("packages").elements()]
            return Collected(packages=tuple(name for name in names if name))
        if kind in _NOT_PLACES:
            return self._tell(source, node, f"collector '{kind}' goes by {_NOT_PLACES[kind]}")
        try:
            return Collected(self._place(source, node, kind))
        except NotPlainError as error:
            value = node.get("value").text
            return self._tell(source, node, f"collector '{kind}': the expression {value} {error}")

    def _place(self, source: Source, node: Node, kind: str) -> Area:
        # Before 1.0 the key was 'regex'.
        text = filled(source, node.get("value").text or node.get("regex").text)
        if kind in _OF_NAMES:
            arms = arms_of(without_delimiters(text, kind).replace("\\\\", "/")).arms
            return Under(tuple(class_globs(arms, self.places)))
        if kind == "directory":
            return Under(tuple(self._directories(text)))
        if kind == "glob":
            globs = [_directory(below(self.config.directory, each)) for each in unbraced(text)]
            return Under(tuple(without_contained(globs)))
        raise NotPlainError("belongs to a collector of your own, which is not run or read")

    def _directories(self, text: str) -> list[str]:
        """An expression over absolute paths, within the paths that deptrac looks at."""
        if HOME in text:
            arms = arms_of(text.removeprefix("^").replace(HOME, "^", 1).replace("^/", "^")).arms
            below = globs_of(arms, self.config.directory)
            shared = {
                each for p in self.config.paths for glob in below for each in crossing(p, glob)
            }
            return without_contained(shared)
        arms = arms_of(text.removeprefix("./")).arms
        known = {path: "/" if path == "." else f"/{path}/" for path in self.config.paths}
        meant = {
            path: [arm for arm in meant_behind(arms, above) if is_past(arm)] or _aligned(arms, path)
            for path, above in known.items()
        }
        is_named = any(meant.values()) and not any(arm.lstrip(ANY)[:1] == "/" for arm in arms)
        chosen = meant if is_named else {p: behind(arms, above) for p, above in known.items()}
        return without_contained(
            glob
            for path, each in chosen.items()
            for glob in globs_of(each, "" if path == "." else path)
        )

    def _bool(self, source: Source, node: Node, depth: int) -> Collected:
        must = [self._collected(source, e, depth + 1) for e in node.get("must").elements()]
        areas = [each.area for each in must]
        if any(area is None for area in areas):
            return self._tell(source, node, "collector 'bool' needs what is no place")
        wanted: list[Area] = [area for area in areas if area is not None]
        for each in node.get("must_not").elements():
            denied = self._collected(source, each, depth + 1).area
            wanted += [Without(denied)] if denied is not None else []
        if not must:
            wanted.insert(0, Under(self.config.paths))
        return Collected(Within(tuple(wanted)))

    def _tell(self, source: Source, node: Node, what: str) -> Collected:
        self.told.append(
            Told(source.name, node.line, f"{what}, and components are places; it was left out")
        )
        return Collected()


def without_delimiters(text: str, kind: str = "classNameRegex") -> str:
    """`#...#i` without its signs; only some collectors have them."""
    found = _DELIMITED.fullmatch(text) if kind == "classNameRegex" else None
    return found["inside"] if found else text


def _together(found: Iterable[Collected]) -> Collected:
    areas: list[Area] = []
    packages: list[str] = []
    for each in found:
        areas += [each.area] if each.area is not None else []
        packages += each.packages
    area = areas[0] if len(areas) == 1 else Among(tuple(areas)) if areas else None
    return Collected(area, tuple(dict.fromkeys(packages)))


def _aligned(arms: Iterable[str], path: str) -> list[str]:
    """Arms that name the path behind folders above the scanned root."""
    sign = f"/{path}/"
    return [START + arm.split(sign, 1)[1] for arm in arms if sign in arm]


def _directory(glob: str) -> str:
    while glob.endswith("/**"):
        glob = glob.removesuffix("/**")
    return glob
