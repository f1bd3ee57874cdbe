"""What the names of JavaScript's files say of tests, held against who loads them: `ab-test.ts` that
the product uses is none, and `testRenderer.tsx` is one where tests alone use it.

A name with a dot (`orders.test.ts`) is a convention that nobody follows by accident, and a folder
of tests holds what helps them; `-test` at the end of a name may be what a file is about.
"""

import re
from collections.abc import Sequence, Set

from msgspec.structs import replace

from driftscan.graph.resolved import ResolvedFile
from driftscan.model.graph import Kind, Module

_ABOUT = re.compile(rb"(?:^|/)[^/.]+[-_](?:test|spec)s?\.[cm]?[jt]sx?\Z")
_HELPERS = re.compile(
    rb"(?:^|/)(?:(?:test|mock|fake|stub|fixture)s?(?=[A-Z_-])|[^/.]*(?:[a-z0-9](?=[A-Z])|[-_])"
    rb"(?:[Tt]est|[Mm]ock|[Ff]ake|[Ss]tub|[Ff]ixture)s?(?=[A-Z._-]))[^/]*\.(?:[cm]?[jt]sx?|vue|svelte)\Z"
    # `orders.mock.ts`, and whatever is called so by a folder: `fixtures/order.ts`.
    rb"|(?:^|/)[^/]*\.(?:mock|fake|stub|fixture)s?\.[cm]?[jt]sx?\Z"
    rb"|(?:^|/)[_.]*(?:mocks?|mock[-_]?[Dd]ata|fakes?|stubs?|fixtures?)_*/(?:.*/)?[^/]*\.[cm]?[jt]sx?\Z"
)
_FOLDERS = re.compile(
    rb"(?:^|/)(?:[^/]*[-_.])?(?:__)?(?:tests?|testing|specs?|mocks?|e2e|cypress|benchmarks?)(?:__)?/"
)
# Frameworks of sites make a page of each file here, and nothing loads it.
_PAGES = re.compile(rb"(?:^|/)pages/(?:[^/]+/)*[^/]+\.[jt]sx\Z")
_ABOUT_WHAT = re.compile(rb"[-_](?:test|spec)s?(?=\.[cm]?[jt]sx?\Z)")
_RUN = frozenset({Kind.IMPORT})
_ANY = frozenset(Kind)


def without_used(modules: Sequence[Module], resolved: Sequence[ResolvedFile]) -> Sequence[Module]:
    """The modules, those that other code loads no longer marked as tests. resolved: in their order.

    What is loaded by such a file alone is none either, so this goes on until nothing changes. Nor
    is a page, where there is no file beside it that it could test.
    """
    doubtful = {
        at for at, module in enumerate(modules) if module.is_test and _may_be_about(module.path)
    }
    paths = {module.path for module in modules} if doubtful else set()
    pages = {at for at in doubtful if _is_page(modules[at].path, paths)}
    users = [at for at, module in enumerate(modules) if not module.is_test or at in pages]
    used = pages | _loaded_from(users, doubtful, resolved, _RUN)
    return _marked(modules, used, is_test=False)


def with_helpers(modules: Sequence[Module], resolved: Sequence[ResolvedFile]) -> Sequence[Module]:
    """The modules, those marked as tests, too, that are called after them and that tests load, and
    nothing else does. resolved: in their order.

    One that only others of that name load is what they are: `mockData.ts` of a `mockFactory.ts`
    that the product uses is the product's.
    """
    called = {
        at
        for at, module in enumerate(modules)
        if not module.is_test and _HELPERS.search(module.path)
    }
    tests = [at for at, module in enumerate(modules) if module.is_test]
    others = [at for at, module in enumerate(modules) if not module.is_test and at not in called]
    by_others = _loaded_from(others, called, resolved, _ANY)
    return _marked(modules, _loaded_from(tests, called - by_others, resolved, _ANY), is_test=True)


def _marked(modules: Sequence[Module], which: Set[int], *, is_test: bool) -> Sequence[Module]:
    if not which:
        return modules
    return [
        replace(module, is_test=is_test) if at in which else module
        for at, module in enumerate(modules)
    ]


def _loaded_from(
    starts: Sequence[int], among: Set[int], resolved: Sequence[ResolvedFile], kinds: Set[Kind]
) -> set[int]:
    """Of the files among those: what the starts load, directly or through others of them."""
    found: set[int] = set()
    loading = starts if among else ()
    while loading:
        targets = {
            reference.target
            for at in loading
            for reference in resolved[at].internal
            if reference.kind in kinds
        }
        loading = sorted((targets & among) - found)
        found.update(loading)
    return found


def _is_page(path: bytes, paths: Set[bytes]) -> bool:
    return bool(_PAGES.search(path)) and _ABOUT_WHAT.sub(b"", path) not in paths


def _may_be_about(path: bytes) -> bool:
    return bool(_ABOUT.search(path)) and not _FOLDERS.search(path)
