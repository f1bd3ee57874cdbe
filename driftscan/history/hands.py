"""How many people a piece of code has been through; people are numbers here, never names."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from driftscan.history.joints import who_of
from driftscan.model.history import ChangeColumns
from driftscan.model.teamwork import Circle

Hands = Counter[str]


def hands_of(changes: ChangeColumns, since: int) -> list[Hands]:
    """For each file who changed it from `since` on, and how often; its creation counts."""
    hands = [Hands() for _ in changes.files]
    people = [who_of(commit) for commit in changes.commits]
    for file, commit in zip(changes.file, changes.commit, strict=True):
        if changes.commits[commit].committed >= since:
            hands[file][people[commit]] += 1
    return hands


def fragments(hands: Hands) -> float:
    """0 if one person made all changes, near 1 if many people made a few each.

    It is how likely two changes, drawn at random, are by different people (with replacement):
    one minus the sum of the squared shares.
    """
    total = sum(hands.values())
    return 1 - sum((count / total) ** 2 for count in hands.values()) if total else 0.0


def circles(hands: Sequence[Hands], groups: Sequence[Collection[int]]) -> list[Circle]:
    """The people around each group of files."""
    together = [_united(hands[file] for file in group) for group in groups]
    homes = _homes(together)
    return [
        Circle(
            len(all_hands),
            tuple(sorted(file for file in group if len(hands[file]) == 1)),
            sum(not hands[file] for file in group),
            fragments(all_hands),
            _visits(all_hands, homes, at),
        )
        for at, (group, all_hands) in enumerate(zip(groups, together, strict=True))
    ]


def most_at_home(hands: Sequence[Hands], group: Iterable[int], most: int) -> tuple[str, ...]:
    """Who made most changes in some files, the first few; only for a user who asks for names."""
    united = _united(hands[file] for file in group)
    return tuple(sorted(united, key=lambda who: (-united[who], who))[:most])


def _united(every: Iterable[Hands]) -> Hands:
    united = Hands()
    for hands in every:
        united.update(hands)
    return united


def _homes(together: Sequence[Hands]) -> dict[str, int]:
    """The group in which a person makes most changes; of two alike the first."""
    best: dict[str, tuple[int, int]] = {}
    for at, hands in enumerate(together):
        for who, count in hands.items():
            if count > best.get(who, (0, 0))[0]:
                best[who] = (count, at)
    return {who: at for who, (_, at) in best.items()}


def _visits(hands: Hands, homes: dict[str, int], at: int) -> float:
    """The share of changes by people who make most of theirs in another group."""
    total = sum(hands.values())
    return sum(count for who, count in hands.items() if homes[who] != at) / total if total else 0.0
