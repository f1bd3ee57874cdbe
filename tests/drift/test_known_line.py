"""A line that was read before is continued, and is what it is when it is read anew."""

from itertools import product
from pathlib import Path

import pytest
from msgspec.structs import replace

from driftscan.sources.first_parents import FirstParents
from driftscan.sources.known_line import KnownLine, LineCommit, NewCommits, continued
from tests.drift.branching import Branching
from tests.sources.making import git


def _line(ids: str) -> tuple[LineCommit, ...]:
    return tuple(LineCommit(id, 0, id) for id in ids)


@pytest.mark.parametrize(
    ("known", "tip", "new", "above", "found"),
    [
        pytest.param("abc", "e", "de", "c", "abcde", id="it went on"),
        pytest.param("abc", "c", "", "", "abc", id="it stayed"),
        pytest.param("abc", "b", "", "", "ab", id="an earlier commit"),
        pytest.param("abc", "y", "xy", "b", "abxy", id="rewritten from b on"),
        pytest.param("abc", "y", "xy", "o", None, id="it parted elsewhere"),
        pytest.param("abc", "y", "xy", "", None, id="another history"),
        pytest.param("abc", "y", None, "", None, id="the tip is forgotten"),
        pytest.param("", "y", "xy", "", None, id="nothing known"),
        pytest.param("abc", "e", "bcde", "a", "abcde", id="clocks that make git tell too much"),
    ],
)
def test_continued(known: str, tip: str, new: str | None, above: str, found: str | None) -> None:
    since = None if new is None else NewCommits(_line(new), above)
    expected = None if found is None else _line(found)
    assert continued(KnownLine(_line(known)), tip, lambda earlier: since) == expected


def test_every_tip_after_every_other(tmp_path: Path) -> None:
    """Tips of the main line, and of branches that were merged or not."""
    place = tmp_path / "r"
    growth = Branching(3)
    growth.grow(5)
    growth.write(place)
    words = git(place, "rev-list", "--all", "--topo-order").decode().split()
    tips = [*words[:3], *words[4::5]]
    anew = {tip: FirstParents(str(place), tip) for tip in tips}
    for line in anew.values():
        line.first_added("")
    assert len({line.commits for line in anew.values()}) == len(tips) > 4
    for before, tip in product(tips, tips):
        line = FirstParents(str(place), tip, anew[before].known)
        assert line.commits == anew[tip].commits
        assert line.first_added("") == anew[tip].first_added("")
        assert line.known == anew[tip].known


def test_what_is_known_is_not_read_again(tmp_path: Path) -> None:
    """Else the test above would prove nothing."""
    growth = Branching(4)
    growth.grow(3)
    growth.write(tmp_path / "r")
    line = FirstParents(str(tmp_path / "r"), "main~1")
    planted = (LineCommit("planted", 0, ""), *line.commits[1:])
    known = replace(line.known, commits=planted)
    assert FirstParents(str(tmp_path / "r"), "main", known).commits[0].id == "planted"
    cut = replace(known, cut=("another",))
    assert FirstParents(str(tmp_path / "r"), "main", cut).commits[0].id != "planted"
    forgotten = replace(known, commits=(*planted[:-1], LineCommit("0" * 40, 0, "")))
    assert FirstParents(str(tmp_path / "r"), "main", forgotten).commits[0].id != "planted"
