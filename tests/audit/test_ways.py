"""Ways of doing one thing in, what the summary says of libraries that stand for each other out."""

import pytest

from driftscan.model.location import Location
from driftscan.model.sprawl import Sprawl, WayTaken, WayUser
from driftscan.report.audit.ways import rivals_of, rivals_text

_DOES = "handle dates and times"


def way(name: str, *paths: str, package: str = "", work: str = _DOES) -> WayTaken:
    """A way of telling the time; it is imported in the third line. In brackets: home-made."""
    user = WayUser(
        component="shop",
        owner="",
        packages=(package or name,),
        sites=tuple(Location(path.encode(), 3) for path in sorted(paths)),
        files=len(paths),
    )
    return WayTaken(
        capability="dates",
        title="Dates and times",
        purpose="",
        language="javascript",
        name=name.strip("()"),
        home_made=name.startswith("("),
        standing="other",
        confidence=1.0,
        users=(user,),
        work=work,
    )


BOTH = (
    "In src at least 4 files import moment (a.ts:3, ...) and 3 dayjs (e.ts:3, ...); both handle "
    "dates and times."
)
MOMENT_PATHS = ("src/a.ts", "src/b.ts", "src/c.ts", "src/d.ts")
MOMENT = way("moment", *MOMENT_PATHS)
OTHERS = ("src/e.ts", "src/f.ts", "src/g.ts")
DAYJS = way("dayjs", *OTHERS)
CASES: dict[str, tuple[list[WayTaken], list[str]]] = {
    "two of which one would do": ([DAYJS, MOMENT], [BOTH]),
    "three": (
        [MOMENT, DAYJS, way("luxon", "src/h.ts", "src/i.ts", "src/j.ts")],
        [
            "In src at least 4 files import moment (a.ts:3, ...), 3 dayjs (e.ts:3, ...) and 3 "
            f"luxon (h.ts:3, ...); all three {_DOES}."
        ],
    ),
    "two of one capability that the catalogue does not call the same": (
        [MOMENT, way("dayjs", *OTHERS, work="")],
        [],
    ),
    "one that stands in two files": ([MOMENT, way("dayjs", *OTHERS[:2])], []),
    "tests and others' code": ([MOMENT, way("dayjs", "test/d.ts", "test/e.ts", "x/f.ts")], []),
    "one that wraps the other": ([MOMENT, way("dayjs", "src/a.ts", "src/b.ts", "src/c.ts")], []),
    "one that is put into the other, mostly": (
        [
            way("moment", *(f"src/{letter}.ts" for letter in "abcdhij")),
            way("dayjs", *OTHERS, *(f"src/{letter}.ts" for letter in "abcd")),
        ],
        [],
    ),
    "a file that has both counts, and is not the one that is shown": (
        [MOMENT, way("dayjs", "src/a.ts", *OTHERS)],
        [
            "In src at least 4 files import dayjs (e.ts:3, ...) and 4 moment (b.ts:3, ...); both "
            "handle dates and times."
        ],
    ),
    "files that are called after it offer it beside others": (
        [MOMENT, way("dayjs", "src/dayjs/a.ts", "src/clock-dayjs.ts", *OTHERS[:2])],
        [],
    ),
    "a scope is a name": (
        [MOMENT, way("day", "src/acme-time/a.ts", *OTHERS[:2], package="@acme-time/react")],
        [],
    ),
    "another program": ([MOMENT, way("dayjs", "kit/a.ts", "kit/b.ts", "kit/c.ts")], []),
    "where there are most of them": (
        [
            way("moment", *MOMENT_PATHS, *(f"kit/{letter}.ts" for letter in "defh")),
            way("dayjs", *OTHERS, *(f"kit/{letter}.ts" for letter in "abcg")),
        ],
        [
            "In kit at least 4 files import dayjs (a.ts:3, ...) and 4 moment (d.ts:3, ...); both "
            "handle dates and times."
        ],
    ),
    "what is home-made is known by its shape": ([MOMENT, way("(Clock)", *OTHERS)], []),
    "a package, not the family that it is of": (
        [MOMENT, way("dayjs", *OTHERS, package="org.example:daytime")],
        [BOTH.replace("dayjs", "org.example:daytime")],
    ),
    "a family, where a package is no more than a beginning": (
        [MOMENT, way("dayjs", *OTHERS, package="@dayjs-plugin/*")],
        [BOTH],
    ),
}
# Built with what; what is no file of the product is in none.
ROOTS = {f"src/{name}".encode(): "javascript:src" for name in ("dayjs/a.ts", "clock-dayjs.ts")}
ROOTS |= {f"src/{letter}.ts".encode(): "javascript:src" for letter in "abcdefghij"}
ROOTS |= {f"kit/{letter}.ts".encode(): "javascript:kit" for letter in "abcdefgh"}
ROOTS |= {b"src/acme-time/a.ts": "javascript:src"}


@pytest.mark.parametrize("case", CASES)
def test_libraries_of_one_work(case: str) -> None:
    ways, told = CASES[case]
    sprawl = Sprawl(components=("shop",), ways=tuple(ways), by_folder=False, modules=9)
    assert [rivals_text(each, b"") for each in rivals_of(sprawl, ROOTS)] == told


def test_where_all_is_built_together_no_folder_is_said() -> None:
    sprawl = Sprawl(components=(), ways=(MOMENT, DAYJS), by_folder=False, modules=9)
    (found,) = rivals_of(sprawl, dict.fromkeys(ROOTS, "javascript:"))
    assert rivals_text(found, b"").startswith(
        "At least 4 files import moment (src/a.ts:3, ...) and 3 dayjs"
    )
    assert rivals_text(found, b"shop/").startswith(
        "In shop/ at least 4 files import moment (src/a.ts:3, "
    )


def test_of_what_is_built_together_where_some_is_built_apart() -> None:
    sprawl = Sprawl(components=(), ways=(MOMENT, DAYJS), by_folder=False, modules=9)
    roots = dict.fromkeys(ROOTS, "javascript:") | {b"app/a.ts": "javascript:app"}
    (found,) = rivals_of(sprawl, roots)
    assert rivals_text(found, b"").startswith("Of what is built together, at least 4 files import")
    (found,) = rivals_of(sprawl, dict.fromkeys(ROOTS, "javascript:") | {b"a.py": "python:"})
    assert rivals_text(found, b"").startswith("At least 4 files import")
