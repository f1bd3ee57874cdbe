"""path and pathNot: expressions over resolved paths, as areas of the tree and as packages."""

from collections.abc import Iterable

from msgspec import Struct

from driftscan.migrate.areas.area import Area, Under, Without, less
from driftscan.migrate.areas.expression import arms_of
from driftscan.migrate.areas.globs import globs_of
from driftscan.migrate.areas.parts import Arms, either
from driftscan.migrate.dependency_cruiser.packages import Packages, is_package, packages_of
from driftscan.migrate.documents import texts
from driftscan.notation.node import Node


class Paths(Struct, frozen=True):
    """What some expressions mean. globs: of the tree. packages: from outside. widened: parts of
    the expressions that were read more widely."""

    globs: tuple[str, ...] = ()
    packages: Packages = Packages()
    widened: tuple[str, ...] = ()


def expressions(node: Node, key: str) -> list[str]:
    """The expressions of a restriction; several mean any of them."""
    return list(texts(node.get(key)))


def paths_of(found: Iterable[str], directory: str, packages_only: bool = False) -> Paths:
    """What any of some expressions mean. Raises NotPlainError."""
    arms = either([arms_of(text) for text in found] or [Arms(())])
    outside = [arm for arm in arms.arms if packages_only or is_package(arm)]
    inside = [arm for arm in arms.arms if arm not in outside]
    return Paths(tuple(globs_of(inside, directory)), packages_of(outside), arms.widened)


def area_of(path: Paths | None, besides: Paths, *, everywhere: bool) -> Area | None:
    """The files that a restriction means. path: None where it has none. None for all files, or
    for no file if everywhere is False and only packages were named."""
    if path is None:
        return Without(Under(besides.globs)) if besides.globs else None
    if not path.globs and not everywhere:
        return None
    return less(Under(path.globs), Under(besides.globs))
