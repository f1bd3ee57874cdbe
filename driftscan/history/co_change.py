"""Which things of different homes change in the same commits more often than chance explains.

A pair is only looked at if both changed five times, and it needs five days on which somebody
changed both (Code Maat's default of five shared revisions, in days: ten commits of one afternoon
are one). Then it must be more than chance would give, so clearly that of a hundred pairs that are
told one is expected to be none, and at least half of the changes of one of the two.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from driftscan.history.chance import Chances, Joint, believable, tail

LEAST = 5  # changes of each, and days of both
LARGEST = 30  # things in one commit; above that it is about something else than any two of them
WIDEST = 7  # homes of the files in one commit; above that the same is done everywhere
FALSE_ALARMS = 0.01
LEAST_SHARE = 0.5
_DAY = 86400

Ends = tuple[int, int]


class Pair(Struct, frozen=True):
    """Two things that change together. one < other: their numbers.

    together: positions of the commits that changed both, in the order given. days: on which
    somebody did. people: who did, counted. changes: of one and of the other, all there are.
    by_chance: in how many commits chance alone would have brought both.
    """

    one: int
    other: int
    together: tuple[int, ...]
    days: int
    people: int
    changes: tuple[int, int]
    by_chance: float

    @property
    def share(self) -> float:
        """Of the changes of the one that changes less, how many changed both."""
        return len(self.together) / min(self.changes)


def is_narrow(joint: Joint, homes: Sequence[str], widest: int) -> bool:
    """Whether a commit can be about two of the things that it changed."""
    return len(joint.parts) <= LARGEST and len({homes[part] for part in joint.parts}) <= widest


def changed_together(
    work: Sequence[Joint], homes: Sequence[str], widest: int = WIDEST
) -> list[Pair]:
    """Pairs of different homes, those of most days first.

    homes: of each thing; what has none, '', is in no pair. widest: how many homes the things of one
    commit may have.
    """
    small = [joint if is_narrow(joint, homes, widest) else None for joint in work]
    counted = [joint for joint in small if joint]
    changes = Counter(part for joint in counted for part in joint.parts)
    busy = {part for part, count in changes.items() if count >= LEAST and homes[part]}
    chances = Chances(counted)
    candidates = []
    for ends, together in _met(small, busy, homes).items():
        pair = _pair(ends, together, work, changes, chances)
        if pair.days >= LEAST:
            candidates.append((tail(pair.days, pair.by_chance), pair))
    candidates.sort(key=lambda found: (found[0], found[1].one, found[1].other))
    tried = _could_meet(busy, homes)
    kept = believable([chance for chance, _ in candidates], tried, FALSE_ALARMS)
    believed = [pair for _, pair in candidates[:kept] if pair.share >= LEAST_SHARE]
    return sorted(believed, key=lambda pair: (-pair.days, -pair.share, pair.one, pair.other))


def _met(
    work: Sequence[Joint | None], busy: set[int], homes: Sequence[str]
) -> dict[Ends, list[int]]:
    met: dict[Ends, list[int]] = defaultdict(list)
    for at, joint in enumerate(work):
        for ends in _pairs(joint, busy, homes) if joint else ():
            met[ends].append(at)
    return met


def _pairs(joint: Joint, busy: set[int], homes: Sequence[str]) -> Iterator[Ends]:
    for one, other in combinations([part for part in joint.parts if part in busy], 2):
        if homes[one] != homes[other]:
            yield one, other


def _pair(
    ends: Ends,
    together: Sequence[int],
    work: Sequence[Joint],
    changes: Counter[int],
    chances: Chances,
) -> Pair:
    days = {(work[at].who, work[at].when // _DAY) for at in together}
    return Pair(
        *ends,
        tuple(together),
        len(days),
        len({who for who, _ in days}),
        (changes[ends[0]], changes[ends[1]]),
        chances.expected(*ends) if len(days) >= LEAST else 0.0,
    )


def _could_meet(busy: set[int], homes: Sequence[str]) -> int:
    """How many pairs could have been found: a rarer thing never reaches the days it takes."""
    sizes = Counter(homes[part] for part in busy).values()
    return (sum(sizes) ** 2 - sum(size * size for size in sizes)) // 2
