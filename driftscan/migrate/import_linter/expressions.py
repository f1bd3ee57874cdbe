"""Module expressions of a contract to the names they mean today."""

from driftscan.migrate.builder import Builder
from driftscan.migrate.import_linter.settings import Contract
from driftscan.notation.words import counted


def expand(build: Builder, contract: Contract, key: str) -> list[str]:
    """Names of an option that are in the tree, wildcards spelled out; each once, as written.

    What is not there, and that a wildcard was spelled out, is told.
    """
    found: dict[str, None] = {}
    for expression, line in contract.options.get(key, ()):
        names = build.modules.matching(expression)
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
