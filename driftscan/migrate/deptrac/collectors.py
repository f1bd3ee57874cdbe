"""Collectors of a layer as areas: directories, globs and names of classes."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from driftscan.migrate.areas.area import Among, Area, Under, Within, Without
from driftscan.migrate.areas.derived import behind, is_past, meant_behind
from driftscan.migrate.areas.expression import arms_of
from driftscan.migrate.areas.globs import globs_of, without_contained
from driftscan.migrate.areas.overlap import crossing
from driftscan.migrate.areas.parts import ANY, END, START, NotPlainError
from driftscan.migrate.areas.placed import below, unbraced
from driftscan.migrate.deptrac.classes import Place, class_globs
from driftscan.migrate.deptrac.config import Config, Source, filled
from driftscan.migrate.deptrac.parameters import HOME
from driftscan.notation.node import Node

_DEEPEST = 8
_ALL = START + ANY + END
_OF_NAMES = frozenset(("class", "classLike", "className", "classNameRegex", "interface", "trait"))
_OF_PLACES = _OF_NAMES | {"directory", "glob"}
_WORD = "\\w"  # all that a name in PHP may have
_DELIMITED = re.compile(r"(?P<sign>[^\w\s\\])(?P<inside>.*)(?P=sign)[a-zA-Z]*", re.DOTALL)
_NOT_PLACES = {
    "attribute": "an attribute of a class",
    "extends": "what a class extends",
    "functionName": "the names of functions",
    "implements": "what a class implements",
    "inheritanceLevel": "how many classes a class inherits from",
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
    """What collectors gather: an area, and packages from outside. area: None for no place.

    is_whole: nothing had to be left out of it.
    """

    area: Area | None = None
    packages: tuple[str, ...] = ()
    is_whole: bool = True


class Collectors:
    """Turns collectors into areas. told: what had no equal, in the order it was met.

    goes_by_names: whether any collector is about names of classes.
    """

    def __init__(self, config: Config, places: tuple[Place, ...]) -> None:
        self.config = config
        self.places = places
        self.told: list[Told] = []
        self.goes_by_names = False
        # A layer may be written in parts, in several files.
        self.layers: dict[str, list[tuple[Source, Node]]] = {}
        for source, node in config.lists("layers"):
            self.layers.setdefault(filled(source, node.get("name").text), []).append((source, node))

    def layer(self, name: str, *, private: bool | None = None, depth: int = 0) -> Collected:
        """All collectors of a layer together, or only those that are private, or are not."""
        found = [
            self._collected(source, each, depth)
            for source, node in self.layers[name]
            for each in node.get("collectors").elements()
            if private in (None, each.get("private").value is True)
        ]
        return _together(found)

    def place(self, name: str) -> tuple[str, int]:
        """The file and the line of a layer."""
        source, node = self.layers[name][0]
        return source.name, node.line

    def _collected(self, source: Source, node: Node, depth: int) -> Collected:
        kind = node.get("type").text
        if depth > _DEEPEST:
            return self._left_out(source, node, "collectors are nested too deeply to be read")
        if kind == "bool":
            return self._bool(source, node, depth)
        if kind == "layer":
            return self._layer(source, node, depth)
        if kind == "composer":
            names = [each.text for each in node.get("packages").elements()]
            return Collected(packages=tuple(name for name in names if name))
        what = _NOT_PLACES.get(kind)
        if what:
            sentence = f"collector '{kind}' goes by {what}, and a component is a place"
            return self._left_out(source, node, sentence)
        if kind not in _OF_PLACES:
            sentence = f"collector '{kind}' is not one of deptrac's own, and no code is run"
            return self._left_out(source, node, sentence)
        try:
            return Collected(self._place(source, node, kind))
        except NotPlainError as error:
            return self._left_out(source, node, f"collector '{kind}': {error}")

    def _layer(self, source: Source, node: Node, depth: int) -> Collected:
        # Before 1.0 the key was 'layer'.
        name = filled(source, node.get("value").text or node.get("layer").text)
        if name in self.layers:
            return self.layer(name, depth=depth + 1)
        return self._left_out(source, node, f"collector 'layer': no layer is called '{name}'")

    def _place(self, source: Source, node: Node, kind: str) -> Area:
        # Before 1.0 the key was 'regex'.
        text = filled(source, node.get("value").text or node.get("regex").text)
        if not text:
            raise NotPlainError("has no text as its value")
        if kind == "glob":
            globs = [_directory(below(self.config.directory, each)) for each in unbraced(text)]
            return Under(tuple(without_contained(globs)))
        try:
            if kind == "directory":
                return Under(tuple(self._directories(source, node, text)))
            self.goes_by_names = True
            arms = arms_of(without_delimiters(text, kind).replace("\\\\", "/"))
        except NotPlainError as error:
            raise NotPlainError(f"the expression {text} {error}") from error
        self._tell_of_widened(source, node, [part for part in arms.widened if part != _WORD])
        return Under(tuple(class_globs(arms.arms, self.places)))

    def _directories(self, source: Source, node: Node, text: str) -> list[str]:
        """An expression over absolute paths, within the paths that deptrac looks at."""
        if HOME in text:
            read = arms_of(text.removeprefix("^").replace(HOME, "^", 1).replace("^/", "^"))
            self._tell_of_widened(source, node, read.widened)
            below = globs_of(read.arms, self.config.directory)
            shared = {
                each for p in self.config.paths for glob in below for each in crossing(p, glob)
            }
            return without_contained(shared)
        read = arms_of(text.removeprefix("./"))
        self._tell_of_widened(source, node, read.widened)
        arms = read.arms
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
        wanted = [each.area for each in must if each.area is not None]
        if len(wanted) < len(must):
            return self._left_out(source, node, "collector 'bool' needs what is no place")
        denied = [self._collected(source, e, depth + 1) for e in node.get("must_not").elements()]
        if not all(each.is_whole for each in denied):
            # Without it the layer, and so its rules, would be about more.
            return self._left_out(source, node, "collector 'bool' leaves out what is no place")
        if not must:
            wanted.insert(0, Under(self.config.paths))
        wanted += [Without(each.area) for each in denied if each.area is not None]
        return Collected(Within(tuple(wanted)), is_whole=all(each.is_whole for each in must))

    def _tell_of_widened(self, source: Source, node: Node, parts: Iterable[str]) -> None:
        for part in dict.fromkeys(parts):
            sentence = f"{part} was read as anything within a name"
            self.told.append(Told(source.name, node.line, sentence))

    def _left_out(self, source: Source, node: Node, what: str) -> Collected:
        self.told.append(Told(source.name, node.line, f"{what}; it was left out"))
        return Collected(is_whole=False)


def without_delimiters(text: str, kind: str = "classNameRegex") -> str:
    """`#...#i` without its signs; only some collectors have them."""
    found = _DELIMITED.fullmatch(text) if kind == "classNameRegex" else None
    return found["inside"] if found else text


def _together(found: Sequence[Collected]) -> Collected:
    areas = [each.area for each in found if each.area is not None]
    packages = dict.fromkeys(name for each in found for name in each.packages)
    area = areas[0] if len(areas) == 1 else Among(tuple(areas)) if areas else None
    return Collected(area, tuple(packages), all(each.is_whole for each in found))


def _aligned(arms: Iterable[str], path: str) -> list[str]:
    """Arms that name the path behind folders above the scanned root."""
    sign = f"/{path}/"
    return [START + arm.split(sign, 1)[1] for arm in arms if sign in arm]


def _directory(glob: str) -> str:
    while glob.endswith("/**"):
        glob = glob.removesuffix("/**")
    return glob
