"""Folders around the product: tests, docs, examples, what others wrote; told by what they hold and
who uses them.

A name is a hint, never enough: `django/test` is used by Django itself, so it is product.
"""

import re
from collections.abc import Mapping

from driftscan.propose.evidence import Evidence
from driftscan.propose.folders import TEST_FOLDERS, Folders, folders_above, is_below, statements

TESTS, DOCS, EXAMPLES, VENDORED = "tests", "docs", "examples", "vendored"
_DOC_FOLDERS = frozenset([b"doc", b"docs", b"documentation"])
_EXAMPLE_FOLDERS = frozenset([b"example", b"examples", b"sample", b"samples", b"demo", b"demos"])
_VENDOR_FOLDERS = frozenset(
    b"vendor vendored third_party third-party node_modules bower_components".split()
)
# Where a template of ASP.NET puts what a browser loads of others.
_COPIED = (b"wwwroot/lib", b"wwwroot/libs")
_WORD = re.compile(rb"[-_.]")
# Without a telling name, so many modules must look like tests, of so many at least.
_TEST_SHARE = 0.8
_TEST_LEAST = 4
# One import from the product for so many of its own is a slip; more makes it product.
_SLIP = 50


def find_areas(folders: Folders, evidence: Evidence) -> dict[bytes, str]:
    """The outermost folders around the product, each with its sort."""
    candidates = {
        folder: sort
        for folder in sorted(folders.below)
        if folder and (sort := _sort_by_content(folders, evidence, folder))
    }
    while used := _used_by_product(folders, candidates):
        candidates = {folder: sort for folder, sort in candidates.items() if folder not in used}
    return {
        folder: sort
        for folder, sort in candidates.items()
        if not any(above in candidates for above in folders_above(folder))
    }


def _sort_by_content(folders: Folders, evidence: Evidence, folder: bytes) -> str:
    name = folder.rpartition(b"/")[2].lower()
    is_project = folder in evidence.projects or folder in evidence.deployed
    if name in TEST_FOLDERS:
        return TESTS
    if folders.in_package(folder) or _is_package_by_name(folders, evidence, folder):
        return ""
    if name in _VENDOR_FOLDERS or folder.endswith(_COPIED):
        return VENDORED
    # `demo` at the top may be what the repository is about.
    if _WORD.split(name)[-1] in _EXAMPLE_FOLDERS and (b"/" in folder or not is_project):
        return EXAMPLES
    if is_project:
        return ""
    if name in _DOC_FOLDERS or _is_sphinx(folders, folder):
        return DOCS
    has_project = any(is_below(project, folder) for project in evidence.projects)
    return TESTS if not has_project and _is_mostly_tests(folders, folder) else ""


def _is_package_by_name(folders: Folders, evidence: Evidence, folder: bytes) -> bool:
    """Whether a folder stands in a source root of a project, where folders are parts of names:
    `src/main/java/org/springframework/samples` is a package that is called so."""
    return any(
        above and above != folder and above in folders.roots and above not in evidence.projects
        for above in folders_above(folder + b"/")
    )


def _is_sphinx(folders: Folders, folder: bytes) -> bool:
    """A documentation project keeps its configuration in conf.py; nothing else is told by it."""
    names = set(_direct(folders, folder))
    return folder + b"/conf.py" in names and len(names) == 1


def _direct(folders: Folders, folder: bytes) -> list[bytes]:
    paths = [folders.paths[position] for position in folders.below[folder]]
    return [path for path in paths if path.rpartition(b"/")[0] == folder]


def _is_mostly_tests(folders: Folders, folder: bytes) -> bool:
    """By what lies in no folder inside that says by its name that it is for tests: the two files of
    `src/main` are no tests because twenty of `src/test` lie beside them."""
    modules = folders.graph.modules
    own = [p for p in folders.below[folder] if not modules[p].is_package]
    left = [p for p in own if not _is_in_tests(folders.paths[p][len(folder) :])]
    tests = sum(folders.looks_like_test[position] for position in left)
    return tests >= max(_TEST_LEAST, _TEST_SHARE * len(left))


def _is_in_tests(path: bytes) -> bool:
    return not TEST_FOLDERS.isdisjoint(path.lower().split(b"/")[:-1])


def _used_by_product(folders: Folders, candidates: Mapping[bytes, str]) -> set[bytes]:
    """Outermost candidates that the rest of the system imports too often for a slip."""
    home = [
        next((folder for folder in folders_above(path) if folder in candidates), None)
        for path in folders.paths
    ]
    inward: dict[bytes, int] = {}
    outward: dict[bytes, int] = {}
    for dependency in folders.graph.internal:
        source, target = home[dependency.source], home[dependency.target]
        if source is None and target is not None:
            # What others wrote is there to be used.
            if candidates[target] != VENDORED and not folders.looks_like_test[dependency.source]:
                inward[target] = inward.get(target, 0) + statements(dependency)
        elif source is not None and target is None:
            outward[source] = outward.get(source, 0) + statements(dependency)
    return {folder for folder, count in inward.items() if count * _SLIP > outward.get(folder, 0)}
