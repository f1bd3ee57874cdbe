"""Which files of a repository are its product: a summary speaks of no others.

Tests, examples, documentation, what others wrote and what a program wrote are none; nor are scripts
and settings of a build: what they use and repeat is no choice of the product's. Steps by which a
database came to what it is say what once was: Alembic calls them by an id, Rails keeps them in a
folder of its own.
"""

import re
from collections.abc import Collection, Iterable

from driftscan.graph.building import is_for_building
from driftscan.history.code_files import is_product_code
from driftscan.model.graph import Module

_STEP = re.compile(
    rb"(?:^|/)versions/(?:[^/]*[^/0-9a-f])?[0-9a-f]{12}(?:_[^/]*)?\.py\Z|(?:^|/)db/migrate/"
)


def product_roots(
    modules: Iterable[Module], worked_on: Collection[bytes] | None = None
) -> dict[bytes, str]:
    """By path of a file of the product what it is built with: `language:root of its modules`.

    worked_on: what a history ranks, None where there is none. It also knows what others wrote, by
    its contents.
    """
    return {
        module.path: f"{module.language}:{module.root}"
        for module in modules
        if not (module.is_test or module.is_generated)
        and is_product_code(module.path)
        and not is_for_building(module.path)
        and not _STEP.search(module.path)
        and (worked_on is None or module.path in worked_on)
    }
