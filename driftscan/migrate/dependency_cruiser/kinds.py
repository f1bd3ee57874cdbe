"""dependencyTypes: which kinds of dependency a rule speaks of, as words of a spec."""

from msgspec import Struct

from driftscan.migrate.dependency_cruiser.packages import ALL_PACKAGES, DEV_PACKAGES
from driftscan.migrate.documents import texts
from driftscan.notation.node import Node
from driftscan.notation.words import listed

_LISTED = frozenset(("npm", "npm-dev", "npm-optional", "npm-peer", "npm-bundled"))
_USUAL = _LISTED - {"npm-bundled"}
_UNLISTED = frozenset(("npm-no-pkg", "npm-unknown", "unknown", "undetermined"))
_PACKAGES = _LISTED | _UNLISTED | {"core", "deprecated"}
_LOCAL = frozenset(("local", "localmodule"))
_TYPES = frozenset(("type-only", "type-import", "triple-slash-type-reference"))
RUNTIME = "runtime import"


class Kinds(Struct, frozen=True):
    """What dependencies a rule is about.

    via: a word for `via`, '' for any. files, packages: whether it means code of the tree, and
    code from outside. words: for packages where no path names any. refused: why there is no
    equal, '' if there is one. otherwise: what is not as in the original, '' if nothing is.
    """

    via: str = ""
    files: bool = True
    packages: bool = True
    words: tuple[str, ...] = ()
    refused: str = ""
    otherwise: str = ""


def kinds_of(target: Node, names_packages: bool) -> Kinds:
    """The kinds that a `to` restricts itself to. names_packages: its path names some."""
    asked = set(texts(target.get("dependencyTypes")))
    besides = set(texts(target.get("dependencyTypesNot")))
    if strange := besides - _TYPES - _PACKAGES - _LOCAL:
        return Kinds(refused=f"no `via` tells {sorted(strange)[0]} from other dependencies")
    via = RUNTIME if besides & _TYPES else ""
    if not asked:
        return _less(via, besides)
    if asked <= _TYPES:
        return Kinds("type-only import")
    if asked <= _LOCAL:
        return Kinds(via, packages=False)
    if asked <= _PACKAGES:
        return _of_packages(via, asked, names_packages)
    return Kinds(refused=f"no `via` tells {sorted(asked - _PACKAGES)[0]} from other dependencies")


def _less(via: str, besides: set[str]) -> Kinds:
    """All kinds but for some."""
    spared = besides & _LISTED
    otherwise = ""
    if spared and not spared >= _USUAL:
        otherwise = (
            f"its dependencyTypesNot leaves out packages that are {listed(sorted(spared))}, and no "
            "word means the others; the rule is about code of the tree alone"
        )
    return Kinds(via, files=not besides & _LOCAL, packages=not spared, otherwise=otherwise)


def _of_packages(via: str, asked: set[str], names_packages: bool) -> Kinds:
    kind = f"of the kind {' or '.join(sorted(asked))}"
    if names_packages:
        is_same = asked >= _USUAL or asked == {"core"}
        any_kind = (
            f"it means the packages that it names only where they are {kind}, the rule here means "
            "them always, so it may find more"
        )
        return Kinds(via, files=False, otherwise="" if is_same else any_kind)
    if asked == {"npm-dev"}:
        return Kinds(via, files=False, words=(DEV_PACKAGES,))
    if "npm" in asked:
        any_kind = (
            f"it means packages {kind}, the rule here means packages of every kind, so it may find "
            "more"
        )
        return Kinds(via, files=False, words=(ALL_PACKAGES,), otherwise=any_kind)
    if asked & _UNLISTED:
        return Kinds(refused="whether packages are declared is not checked")
    if asked == {"core"}:
        return Kinds(refused="no word means all modules of Node itself; name those you mean")
    return Kinds(refused=f"no word means packages {kind}")
