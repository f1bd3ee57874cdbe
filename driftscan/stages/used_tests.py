"""What the names of JavaScript's files say of tests, held against who loads them: `ab-test.ts` that
the product uses is none, and `testRenderer.tsx` is one where tests alone use it.

A name with a dot (`orders.test.ts`) is a convention that nobody follows by accident, and a folder
of tests holds what helps them; `-test` at the end of a name may be what a file is about.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from driftscan.graph.resolved import ResolvedFile
from driftscan.model.graph import Kind, Module

_ABOUT = re.compile(rb"(?:^|/)[^/.]+[-_](?:test|spec)s?\.[cm]?[jt]sx?\Z")
_HELPERS = re.compile(
    rb"(?:^|/)(?:(?:test|mock|fake|stub|fixture)s?(?=[A-Z_-])|[^/.]*(?:[a-z0-9](?=[A-Z])|[-_])"
    rb"(?:[Tt]est|[Mm]ock|[Ff]ake|[Ss]tub|[Ff]ixture)s?(?=[A-Z._-]))[^/]*\.(?:[cm]?[jt]sx?|vue|svelte)\Z"
)
_FOLDERS = re.compile(
    rb"(?:^|/)(?:[^/]*[-_.])?(?:__)?(?:tests?|testing|specs?|mocks?|e2e|cypress|benchmarks?)(?:__)?/"
)


def without_used(modules: Sequence[Module], resolved: Sequence[ResolvedFile]) -> Sequence[Module]:
    """The modules, those that other code loads no longer marked as tests. resolved: in their order.

    What is loaded by such a file alone is none either, so this goes on until nothing changes.
    """
    freed = _used(modules, resolved)
    if not freed:
        return modules
    return [
        replace(module, is_test=False) if at in freed else module
        for at, module in enumerate(modules)
    ]


def with_helpers(modules: Sequence[Module], resolved: Sequence[ResolvedFile]) -> Sequence[Module]:
    """The modules, those marked as tests, too, that are called after them and that tests load, and
    nothing else does. resolved: in their order."""
    called = {
        at
        for at, module in enumerate(modules)
        if not module.is_test and _HELPERS.search(module.path)
    }
    by_tests: set[int] = set()
    by_others: set[int] = set()
    for at, module in enumerate(modules if called else ()):
        inside = module.is_test or at in called
        loaded = by_tests if inside else by_others
        loaded.update(each.target for each in resolved[at].internal if each.target in called)
    helpers = by_tests - by_others
    if not helpers:
        return modules
    return [
        replace(module, is_test=True) if at in helpers else module
        for at, module in enumerate(modules)
    ]


def _used(modules: Sequence[Module], resolved: Sequence[ResolvedFile]) -> set[int]:
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
    return freed


def _may_be_about(path: bytes) -> bool:
    return bool(_ABOUT.search(path)) and not _FOLDERS.search(path)
