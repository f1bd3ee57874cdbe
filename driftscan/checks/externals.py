"""Which external packages one side of a rule names."""

import re

from driftscan.checks.question import CheckInput
from driftscan.model.graph import ExternalPackage
from driftscan.model.rule import Side


def named_externals(question: CheckInput, side: Side) -> set[int]:
    """Positions of the external packages that a side means.

    A name means the package imported by that name and those that its distribution installs;
    names are compared as PEP 503 says (`Foo.Bar_baz` is `foo-bar-baz`). `external:*` means every
    package outside the standard library, which takes part only where it is named.
    """
    wanted = {normalised(name) for name in side.externals}
    return {
        position
        for position, package in enumerate(question.graph.externals)
        if (side.every_external and not package.standard) or not wanted.isdisjoint(_names(package))
    }


def normalised(name: str) -> str:
    """A distribution's or package's name in the form that compares equal."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _names(package: ExternalPackage) -> set[str]:
    return {normalised(name) for name in (package.name, package.distribution) if name}
