"""When a finding came for the last time, as far as points of the past tell."""

from driftscan.drift.passages import Present


def arrival(present: Present, finding: str) -> tuple[int | None, int] | None:
    """The last position without a finding, None if there is none, and the first after it that has
    it. None at all where the latest point lacks the finding, or where there are no points."""
    with_it: int | None = None
    for position in sorted(present, reverse=True):
        if finding not in present[position]:
            return None if with_it is None else (position, with_it)
        with_it = position
    return None if with_it is None else (None, with_it)
