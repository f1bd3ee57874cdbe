"""path and pathNot: expressions over resolved paths, as areas of the tree and as packages."""

from collections.abc import Iterable

from msgspec import Struct

from driftscan.migrate.areas.area import Area, Under, Without, less
from driftscan.migrate.areas.expression import arms_of
from driftscan.migrate.areas.globs import globs_of
from driftscan.migrate.areas.parts import ANY, END, MARKS, START, Arms, either
from driftscan.migrate.documents import texts
from driftscan.notation.node import Node

ALL_PACKAGES = "external:*"
_MODULES = "node_modules"


class Paths(Struct, frozen=True):
    """What some expressions mean. globs: of the tree. words: packages. widened: parts of the
    expressions that were read more widely. vague: parts about packages that no word means."""

    globs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    widened: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()


def expressions(node: Node, key: str) -> list[str]:
    """The expressions of a restriction; several mean any of them."""
    return list(texts(node.get(key)))


def paths_of(found: Iterable[str], directory: str, packages_only: bool = False) -> Paths:
    """What any of some expressions mean. Raises NotPlainError."""
    arms = either([arms_of(text) for text in found] or [Arms(())])
    outside = [arm for arm in arms.arms if packages_only or _is_package(arm)]
    named = {arm: _package(arm) for arm in outside}
    return Paths(
        tuple(globs_of([arm for arm in arms.arms if arm not in named], directory)),
        tuple(dict.fromkeys(word for word in named.values() if word)),
        arms.widened,
        tuple(_shown(arm) for arm, word in named.items() if not word),
    )


def area_of(path: Paths | None, besides: Paths, *, everywhere: bool) -> Area | None:
    """The files that a restriction means. path: None where it has none. None for all files, or
    for no file if everywhere is False and only packages were named."""
    if path is None:
        return Without(Under(besides.globs)) if besides.globs else None
    if not path.globs and not everywhere:
        return None
    return less(Under(path.globs), Under(besides.globs))


def _is_package(arm: str) -> bool:
    """A path within node_modules, or the bare name of a module of Node."""
    if _MODULES in arm:
        return True
    is_whole = arm.startswith(START) and arm.endswith(END)
    name = arm.strip(START + END)
    return is_whole and bool(name) and not set(name) & MARKS and _is_name(name)


def _is_name(name: str) -> bool:
    return name.startswith(("@", "node:")) or not set(name) & set("/.")


def _package(arm: str) -> str:
    """The word for the packages that an arm means; '' where no word does."""
    name = arm.partition(_MODULES)[2] if _MODULES in arm else arm
    name = name.strip(START + END).lstrip("/")
    if not name.strip(ANY):
        return ALL_PACKAGES
    parts = name.removeprefix("node:").split("/")
    name = "/".join(parts[: 2 if parts[0].startswith("@") else 1])
    is_scope = name.startswith("@") and not name.partition("/")[2]
    if is_scope or set(name) & (MARKS | set("*?,; ")):
        return ""
    return f"external:{name}"


def _shown(arm: str) -> str:
    return "".join(char if char not in MARKS else "*" for char in arm).strip("*")
