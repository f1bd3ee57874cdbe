"""Paths that are asked for, and what of them can be held against what is served."""

import pytest

from driftscan.services.addresses import HOLE
from driftscan.services.paths import request_parts

CASES: dict[str, list[str] | None] = {
    "/items/list": ["items", "list"],
    f"/items/{HOLE}/tags": ["items", HOLE, "tags"],
    f"/{HOLE}/items": None,
    f"/{HOLE}": None,
    # What wraps a client asks for anything below it.
    f"/api/{HOLE}": None,
    f"/api/v2/{HOLE}": None,
    f"/api/{HOLE}/tags": ["api", HOLE, "tags"],
}


@pytest.mark.parametrize("path", CASES)
def test_parts(path: str) -> None:
    expected = CASES[path]
    found = request_parts(path)
    assert (list(found) if found is not None else None) == expected


def test_a_hole_at_the_end_may_be_several_parts() -> None:
    (first, last) = request_parts(f"/items/{HOLE}") or ("", "")
    assert first == "items"
    assert last != HOLE
