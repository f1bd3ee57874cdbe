"""Python's own path finder as the oracle: random trees, and every dotted name in them."""

import itertools
import os
import tempfile
from importlib.machinery import PathFinder
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from driftscan.extract.python.layout import Layout
from driftscan.extract.python.roots import Root
from driftscan.extract.python.search import Match, look_in

_NAMES = ("aa", "bb", "cc")
_PATHS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(_NAMES), max_size=2),
        st.sampled_from([*(f"{name}.py" for name in _NAMES), "__init__.py"]),
    ),
    max_size=12,
)
_DOTTED = [
    ".".join(parts) for length in (1, 2, 3) for parts in itertools.product(_NAMES, repeat=length)
]


def _python_finds(root: str, dotted: str) -> str | None:
    """The file that `import dotted` would load, '' for a namespace, None for nothing."""
    found, path = None, [root]
    for name in dotted.split("."):
        found = PathFinder.find_spec(name, path)
        if found is None:
            return None
        path = list(found.submodule_search_locations or [])
    assert found is not None
    return os.path.relpath(found.origin, root) if found.origin else ""


def _python_takes(root: str, dotted: str) -> str | None:
    """The file that `from module import name` leads to, when modules are empty."""
    module = dotted.rpartition(".")[0]
    whole, package = _python_finds(root, dotted), _python_finds(root, module)
    if whole or package is None:
        return whole
    # A bare folder loads nothing, but the package around it is loaded; without one: nothing.
    return package or whole


def _we_find(layout: Layout, module: str, name: str = "") -> str | None:
    place = look_in(Root(""), layout, module, name)
    if place.match is Match.MODULE and place.file:
        return os.fsdecode(place.file.path)
    return "" if place.match is Match.NAMESPACE else None


@settings(max_examples=60, deadline=None)
@given(_PATHS)
def test_a_name_leads_where_pythons_own_finder_goes(
    files: list[tuple[list[str], str]],
) -> None:
    paths = {"/".join([*folders, name]) for folders, name in files if folders or name[0] != "_"}
    with tempfile.TemporaryDirectory() as root:
        for path in paths:
            Path(root, path).parent.mkdir(parents=True, exist_ok=True)
            Path(root, path).touch()
        PathFinder.invalidate_caches()
        layout = Layout(sorted(path.encode() for path in paths))
        below = [dotted for dotted in _DOTTED if "." in dotted]
        assert {dotted: _we_find(layout, dotted) for dotted in _DOTTED} == {
            dotted: _python_finds(root, dotted) for dotted in _DOTTED
        }
        assert {dotted: _we_find(layout, *dotted.rsplit(".", 1)) for dotted in below} == {
            dotted: _python_takes(root, dotted) for dotted in below
        }
