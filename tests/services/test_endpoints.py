"""The endpoint that a request hits is the one that looking at all of them finds."""

from hypothesis import given
from hypothesis import strategies as st

from driftscan.model.service_fact import Piece, ServedFact, ServiceFacts
from driftscan.services.endpoints import Endpoints, parts_of
from driftscan.services.facts import FactFile, TreeFacts

PATHS = st.lists(st.sampled_from(["a", "b", "c", "{id}", ":n"]), max_size=4).map("/".join)
VERBS = st.sampled_from(["", "GET", "POST"])


def seen_by_all(served: list[tuple[str, str]], method: str, path: str) -> int | None:
    """The line of the first of those that fit best."""
    wanted = parts_of(path)
    ranks: list[tuple[int, int]] = []
    for line, (verb, text) in enumerate(served, 1):
        parts = parts_of(text)
        extra = len(wanted) - len(parts)
        pairs = list(zip(wanted[max(extra, 0) :], parts, strict=False))
        alike = sum(one is not None and one == other for one, other in pairs)
        differ = any(None not in pair and pair[0] != pair[1] for pair in pairs)
        other_verb = method and verb and method != verb
        if extra >= 0 and alike and not differ and not other_verb:
            ranks.append((2 * alike + (not extra), -line))
    return -max(ranks)[1] if ranks else None


@given(st.lists(st.tuples(VERBS, PATHS), max_size=12), VERBS, PATHS)
def test_the_best_is_found(served: list[tuple[str, str]], method: str, path: str) -> None:
    facts = tuple(
        ServedFact("http", line, verb, (Piece("text", text),))
        for line, (verb, text) in enumerate(served, 1)
    )
    tree = TreeFacts((FactFile(b"a.py", "x", ServiceFacts(served=facts)),), {}, frozenset())
    found = Endpoints(tree, lambda _: (0,)).hit(0, method, path)
    assert (found.line if found else None) == seen_by_all(served, method, path)
