"""The house keeps its own rules: small parts, a sentence at each head, no I/O in the core."""

from benchmarks.scorecard import FILES, FUNCTIONS, breaches, sizes


def test_no_part_breaks_a_rule_of_the_house() -> None:
    assert breaches() == []


def test_most_parts_are_small() -> None:
    for aim, found in zip((FILES, FUNCTIONS), sizes(), strict=True):
        lines = sorted(size.lines for size in found)
        assert lines[len(lines) // 2] <= aim.median
        assert lines[int(len(lines) * 0.95)] <= aim.most_of_all
