"""Findings by what they cost, and what to do first, as values."""

from collections.abc import Mapping

from msgspec import Struct

from driftscan.model.co_change import CoChanges
from driftscan.model.finding import Cut, Finding

GUESSED = frozenset({"public"})
"""Checks of a drafted spec that rest on what nobody has declared: an interface is what most others
import. What goes against one is worth a look, but not the first."""


class BoundFile(Struct, frozen=True):
    """A file that a finding binds, and its expected cost in changed lines a quarter."""

    path: bytes
    cost: float


class WeighedFinding(Struct, frozen=True):
    """A finding and the code it binds: what cannot change by itself as long as it is there.

    files: the costliest first, each once. unknown: files among them that the cost does not cover
    (tests, manifests). cost: of all of them together.
    """

    finding: Finding
    files: tuple[BoundFile, ...]
    unknown: int
    cost: float


class Incidents(Struct, frozen=True):
    """What the user's own list of incidents says of one file or component."""

    count: int
    minutes: float


class Tally(Struct, frozen=True):
    """What the whole list comes to. components, files: by name and by path. elsewhere: what its
    incidents name that is not here (any more); listed: how many there are."""

    components: Mapping[str, Incidents]
    files: Mapping[bytes, Incidents]
    elsewhere: tuple[str, ...]
    listed: int


class Task(Struct, frozen=True, kw_only=True):
    """One thing to do: findings of one rule between the same two components, or code that changes
    together though nothing declared says why.

    title, reason: in words. owner: who decides. cost: expected of all code it binds, each file
    once; files: how many these are; costliest: the first of them. cut: the least that has to
    change, each dependency once; () where there is no dependency to cut. findings: ids. accepted:
    they are all in the baseline.
    """

    title: str
    reason: str
    owner: str
    cost: float
    files: int
    costliest: tuple[BoundFile, ...]
    cut: tuple[Cut, ...]
    findings: tuple[str, ...]
    accepted: bool = False


class Price(Struct, frozen=True):
    """What a changed line costs, in the user's own words: nothing in a repository says so.

    unit: of money, or of anything else; '' for none.
    """

    amount: float
    unit: str

    def of(self, lines: float) -> str:
        """So many lines, at this price."""
        return f"{lines * self.amount:,.0f} {self.unit}".strip()


class OwnFigures(Struct, frozen=True):
    """What the user knows and no repository does; None for what they did not say."""

    price: Price | None = None
    incidents: Tally | None = None


class FirstThings(Struct, frozen=True, kw_only=True):
    """What findings and history come to together.

    findings: all that are open, the costliest first; tasks: what to do first. together: what
    changes together. has_spec: whether there is a target state that findings could differ from.
    """

    findings: tuple[WeighedFinding, ...]
    tasks: tuple[Task, ...]
    together: CoChanges
    has_spec: bool
