"""Module expressions of a contract to the names they mean today."""

from collections.abc import Collection

from driftscan.migrate.builder import Builder
from driftscan.migrate.import_linter.settings import Contract
from driftscan.migrate.modules import is_within
from driftscan.notation.words import counted


def expand(build: Builder, contract: Contract, key: str, within: Collection[str] = ()) -> list[str]:
    """Names of an option that are in the tree, wildcards spelled out; each once, as written.

    within: packages that the names must be inside of, any if none is named. What is not there,
    and that a wildcard was spelled out, is told.
    """
    found: dict[str, None] = {}
    for expression, line in contract.options.get(key, ()):
        names = [
            name
            for name in build.modules.matching(expression)
            if not within or any(is_within(name, root) for root in within)
        ]
        if not names:
            build.no_equal(
                line,
                f"contract '{contract.name}': '{expression}' is not in the tree; it was left out",
            )
        elif "*" in expression:
            build.no_equal(
                line,
                f"contract '{contract.name}': '{expression}' was spelled out as the "
                f"{counted(len(names), 'module')} of today; add those that come later",
            )
        found |= dict.fromkeys(names)
    return list(found)
