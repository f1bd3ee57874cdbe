"""Files named as tests, and who loads them, in; which of them are tests, out."""

import pytest

from driftscan.graph.resolved import ResolvedFile, ResolvedReference
from driftscan.model.graph import Kind, Module
from driftscan.stages.used_tests import with_helpers, without_used

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
        # A page is loaded by its framework, unless it tests the one beside it.
        (
            {"src/pages/ab-test.tsx": True, "pages/a.tsx": False, "pages/a-test.tsx": True},
            [],
            {"pages/a-test.tsx"},
        ),
        ({"src/pages/ab-test.tsx": True, "src/c-test.ts": True}, [(0, 1, Kind.IMPORT)], set()),
        # Other languages hold to what they say.
        ({"a.py": False, "a_test.py": True}, [(0, 1, Kind.IMPORT)], {"a_test.py"}),
    ],
)
def test_what_the_product_loads_is_no_test(
    files: dict[str, bool], uses: list[tuple[int, int, Kind]], tests: set[str]
) -> None:
    modules, resolved = _tree(files, uses)
    found = without_used(modules, resolved)
    assert {module.id for module in found if module.is_test} == tests


@pytest.mark.parametrize(
    ("name", "users", "is_test"),
    [
        ("src/utils/testRenderer.tsx", ["src/a.test.ts"], True),
        ("src/AccessProviderMock.tsx", ["src/a.test.ts"], True),
        ("src/order_fixtures.ts", ["src/a.test.ts"], True),
        ("src/api.service.mock.ts", ["src/a.test.ts"], True),
        ("src/_mockData/orders.ts", ["src/a.test.ts"], True),
        ("src/fixtures/late/order.ts", ["src/a.test.ts"], True),
        # What is used elsewhere, or by nobody, or is called after something else.
        ("src/api.service.mock.ts", ["src/a.test.ts", "src/b.ts"], False),
        ("src/fixtures/order.ts", [], False),
        ("src/hammock/order.ts", ["src/a.test.ts"], False),
        ("src/utils/testRenderer.tsx", ["src/a.test.ts", "src/b.ts"], False),
        ("src/utils/testRenderer.tsx", [], False),
        ("src/latest.ts", ["src/a.test.ts"], False),
        ("src/testimonials.ts", ["src/a.test.ts"], False),
        ("src/TestTube.ts", ["src/a.test.ts"], False),
        ("src/test_util.py", ["src/a.test.ts"], False),
    ],
)
def test_what_tests_alone_load_and_is_called_after_them(
    name: str, users: list[str], is_test: bool
) -> None:
    files = {name: False, "src/a.test.ts": True, "src/b.ts": False}
    places = list(files)
    uses = [(places.index(user), 0, Kind.IMPORT) for user in users]
    modules, resolved = _tree(files, uses)
    found = with_helpers(modules, resolved)
    assert [module.is_test for module in found] == [is_test, True, False]


@pytest.mark.parametrize(
    ("uses", "tests"),
    [
        # A helper of a helper is one.
        (
            [("src/a.test.ts", "src/mockFactory.ts"), ("src/mockFactory.ts", "src/mockData.ts")],
            {"src/a.test.ts", "src/mockFactory.ts", "src/mockData.ts"},
        ),
        # What the product has by way of another so called file is the product's.
        (
            [("src/b.ts", "src/mockFactory.ts"), ("src/mockFactory.ts", "src/mockData.ts")],
            {"src/a.test.ts"},
        ),
        # Also where a test has it as well.
        (
            [
                ("src/b.ts", "src/mockFactory.ts"),
                ("src/mockFactory.ts", "src/mockData.ts"),
                ("src/a.test.ts", "src/mockData.ts"),
            ],
            {"src/a.test.ts"},
        ),
        # Two that nobody but themselves loads are left as they are.
        (
            [("src/mockData.ts", "src/mockFactory.ts"), ("src/mockFactory.ts", "src/mockData.ts")],
            {"src/a.test.ts"},
        ),
    ],
)
def test_helpers_that_load_helpers(uses: list[tuple[str, str]], tests: set[str]) -> None:
    places = ["src/a.test.ts", "src/b.ts", "src/mockFactory.ts", "src/mockData.ts"]
    files = {place: place == "src/a.test.ts" for place in places}
    numbered = [(places.index(by), places.index(target), Kind.IMPORT) for by, target in uses]
    found = with_helpers(*_tree(files, numbered))
    assert {module.id for module in found if module.is_test} == tests


def _tree(
    files: dict[str, bool], uses: list[tuple[int, int, Kind]]
) -> tuple[list[Module], list[ResolvedFile]]:
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
    return modules, resolved
