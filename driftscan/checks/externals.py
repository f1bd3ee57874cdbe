"""Which external packages one side of a rule names."""

import re
from collections.abc import Iterator

from driftscan.checks.question import CheckInput
from driftscan.model.graph import ExternalPackage
from driftscan.model.rule import Side

_NEAR = 0.8


def named_externals(question: CheckInput, side: Side) -> set[int]:
    """Positions of the external packages that a side means.

    A name means the package imported by that name, with what is known to be inside it (`google`
    is `google.cloud.storage` too), and those that its distribution installs; names are compared
    as PEP 503 says (`Foo.Bar_baz` is `foo-bar-baz`). `external:*` means every package outside the
    standard library, which takes part only where it is named.
    """
    if not side.externals and not side.every_external:
        return set()
    wanted = {normalised(name) for name in side.externals}
    return {
        position
        for position, package in enumerate(question.graph.externals)
        if (side.every_external and not package.standard) or not wanted.isdisjoint(_names(package))
    }


def normalised(name: str) -> str:
    """A distribution's or package's name in the form that compares equal."""
    return re.sub(r"[-_.]+", "-", name).lower()


def finer_than_known(question: CheckInput, side: Side) -> Iterator[tuple[str, str]]:
    """Dotted names that mean nothing, though the package they are inside of is imported.

    Of most packages only the top-level name is known, so a rule about `urllib.request` would hold
    whatever the code imports. Gives the name and the package.
    """
    if not side.externals:
        return
    known = {normalised(package.name): package.name for package in question.graph.externals}
    meant = {name for package in question.graph.externals for name in _names(package)}
    for name in side.externals:
        if normalised(name) not in meant:
            for above in _above(name):
                if normalised(above) in known:
                    yield name, known[normalised(above)]
                    break


def misspelt_externals(question: CheckInput, side: Side) -> list[tuple[str, str]]:
    """Names that nobody imports, though something of nearly the same name is imported.

    That nobody imports what a rule denies is what the rule is for; a near miss may be a slip.
    """
    if not side.externals:
        return []
    known = {name for package in question.graph.externals for name in _names(package)}
    from difflib import get_close_matches

    near = {
        name: get_close_matches(normalised(name), sorted(known), n=1, cutoff=_NEAR)
        for name in side.externals
        if normalised(name) not in known
    }
    return [(name, found[0]) for name, found in near.items() if found]


def _above(name: str) -> Iterator[str]:
    """The packages that a name is inside of, the nearest first: of a path (`@acme/ui/button`,
    `github.com/acme/log`) its folders, of any other name what stands before its dots."""
    separator = "/" if "/" in name else "."
    while separator in name:
        name = name.rpartition(separator)[0]
        yield name


def _names(package: ExternalPackage) -> set[str]:
    names = (package.name, package.distribution, *_above(package.name))
    return {normalised(name) for name in names if name}
