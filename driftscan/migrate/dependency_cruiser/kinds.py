"""dependencyTypes: which kinds of dependency a rule speaks of, as words of a spec."""

from msgspec import Struct

from driftscan.migrate.documents import texts
from driftscan.notation.node import Node

_LISTED = frozenset(("npm", "npm-dev", "npm-optional", "npm-peer", "npm-bundled"))
_UNLISTED = frozenset(("npm-no-pkg", "npm-unknown", "unknown", "undetermined"))
_PACKAGES = _LISTED | _UNLISTED | {"core", "deprecated"}
_LOCAL = frozenset(("local", "localmodule"))
_TYPES = frozenset(("type-only", "type-import", "triple-slash-type-reference"))
RUNTIME = "runtime import"


class Kinds(Struct, frozen=True):
    """What dependencies a rule is about.

    via: a word for `via`, '' for any. files, packages: whether it means code of the tree, and
    code from outside. words: for packages where no path names any. refused: why there is no
    equal, '' if there is one. wider: what is said more widely than it was, '' if nothing is.
    """

    via: str = ""
    files: bool = True
    packages: bool = True
    words: tuple[str, ...] = ()
    refused: str = ""
    wider: str = ""


def kinds_of(target: Node, names_packages: bool) -> Kinds:
    """The kinds that a `to` restricts itself to. names_packages: its path names some."""
    asked = set(texts(target.get("dependencyTypes")))
    besides = set(texts(target.get("dependencyTypesNot")))
    if strange := besides - _TYPES - _PACKAGES - _LOCAL:
        return Kinds(refused=f"no `via` tells {sorted(strange)[0]} from other dependencies")
    via = RUNTIME if besides & _TYPES else ""
    if not asked:
        return Kinds(via, files=not besides & _LOCAL, packages=not besides & _LISTED)
    if asked <= _TYPES:
        return Kinds("type-only import")
    if asked <= _LOCAL:
        return Kinds(via, packages=False)
    if asked <= _PACKAGES:
        return _of_packages(via, asked, names_packages)
    return Kinds(refused=f"no `via` tells {sorted(asked - _PACKAGES)[0]} from other dependencies")


def _of_packages(via: str, asked: set[str], names_packages: bool) -> Kinds:
    if names_packages:
        wider = "" if asked >= _LISTED or asked == {"core"} else "however they are declared"
        return Kinds(via, files=False, wider=wider)
    if asked == {"npm-dev"}:
        return Kinds(via, files=False, words=("external:dev",))
    if "npm" in asked:
        return Kinds(via, files=False, words=("external:*",), wider="of any package")
    if asked & _UNLISTED:
        return Kinds(refused="whether packages are declared is not checked")
    if asked == {"core"}:
        return Kinds(refused="no word means all modules of Node itself; name those you mean")
    kind = sorted(asked)[0]
    return Kinds(refused=f"no word means packages that are {kind.removeprefix('npm-')}")
