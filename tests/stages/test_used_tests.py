"""Files named as tests, and who loads them, in; which of them are tests, out."""

import pytest

from driftscan.graph.resolved import ResolvedFile, ResolvedReference
from driftscan.model.graph import Kind, Module
from driftscan.stages.used_tests import without_used

TYPES = Kind.TYPE_ONLY


@pytest.mark.parametrize(
    ("files", "uses", "tests"),
    [
        # Nobody loads a test.
        ({"src/a.ts": False, "src/a-test.ts": True}, [(1, 0, Kind.IMPORT)], {"src/a-test.ts"}),
        # What the product loads is about tests, and so is what only this loads.
        (
            {"src/a.ts": False, "src/ab-test.ts": True, "src/load_spec.js": True},
            [(0, 1, Kind.IMPORT), (1, 2, Kind.IMPORT)],
            set(),
        ),
        # A test may load another one, and types are taken from anywhere.
        (
            {"src/a.ts": False, "src/b-test.ts": True, "src/c-test.ts": True},
            [(1, 2, Kind.IMPORT), (0, 1, TYPES)],
            {"src/b-test.ts", "src/c-test.ts"},
        ),
        # A name with a dot, or a folder of tests, is no accident.
        (
            {"src/a.ts": False, "src/a.test.ts": True, "test/load-test.ts": True},
            [(0, 1, Kind.IMPORT), (0, 2, Kind.IMPORT)],
            {"src/a.test.ts", "test/load-test.ts"},
        ),
        # Other languages hold to what they say.
        ({"a.py": False, "a_test.py": True}, [(0, 1, Kind.IMPORT)], {"a_test.py"}),
    ],
)
def test_what_the_product_loads_is_no_test(
    files: dict[str, bool], uses: list[tuple[int, int, Kind]], tests: set[str]
) -> None:
    modules = [
        Module(path, path, path.encode(), "javascript", path, "", is_test=is_test)
        for path, is_test in files.items()
    ]
    resolved = [
        ResolvedFile(
            tuple(ResolvedReference(target, kind, (1,)) for by, target, kind in uses if by == at)
        )
        for at in range(len(modules))
    ]
    found = without_used(modules, resolved)
    assert {module.id for module in found if module.is_test} == tests
