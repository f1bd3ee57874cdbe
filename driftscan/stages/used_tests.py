"""Files that are named as tests are, and that the product itself uses: `ab-test.ts` is none.

A name with a dot (`orders.test.ts`) is a convention that nobody follows by accident, and a folder
of tests holds what helps them; `-test` at the end of a name may be what a file is about.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from driftscan.graph.resolved import ResolvedFile
from driftscan.model.graph import Kind, Module

_ABOUT = re.compile(rb"(?:^|/)[^/.]+[-_](?:test|spec)s?\.[cm]?[jt]sx?\Z")
_FOLDERS = re.compile(
    rb"(?:^|/)(?:[^/]*[-_.])?(?:__)?(?:tests?|testing|specs?|mocks?|e2e|cypress|benchmarks?)(?:__)?/"
)


def without_used(modules: Sequence[Module], resolved: Sequence[ResolvedFile]) -> Sequence[Module]:
    """The modules, those that other code loads no longer marked as tests. resolved: in their order.

    What is loaded by such a file alone is none either, so this goes on until nothing changes.
    """
    doubtful = {
        at for at, module in enumerate(modules) if module.is_test and _may_be_about(module.path)
    }
    used = [at for at, module in enumerate(modules) if not module.is_test] if doubtful else []
    freed: set[int] = set()
    while used:
        targets = {
            reference.target
            for at in used
            for reference in resolved[at].internal
            if reference.kind is Kind.IMPORT
        }
        used = sorted(targets & doubtful)
        doubtful.difference_update(used)
        freed.update(used)
    if not freed:
        return modules
    return [
        replace(module, is_test=False) if at in freed else module
        for at, module in enumerate(modules)
    ]


def _may_be_about(path: bytes) -> bool:
    return bool(_ABOUT.search(path)) and not _FOLDERS.search(path)
