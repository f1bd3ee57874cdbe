"""One place where system and spec differ."""

from msgspec import Struct

from driftscan.model.location import Location

# The kind of a finding about copies of one function.
DUPLICATE = "duplicate"


class Step(Struct, frozen=True):
    """One dependency of a chain, with every line that states it."""

    source: str
    target: str
    evidence: tuple[Location, ...]


class Cut(Struct, frozen=True):
    """A dependency whose removal (with the others listed beside it) ends the finding.

    statements: how many import statements would have to change.
    """

    source: str
    target: str
    statements: int


class Finding(Struct, frozen=True, kw_only=True):
    """One place where system and spec differ.

    id: stable identity, 12 hex digits over (rule, from, to, kind); never of a line number.
    nature: 'divergence' (is, but must not be) or 'absence' (planned, but is not).
    severity: 'error' or 'warning'; only errors fail the gate.
    status: 'new', 'accepted' (in the baseline), 'excepted' (by the spec, or by a
        comment in the code), 'planned' (an absence whose date has not come), 'before' (was there
        at the commit compared with).
    source, target: shown names: module ids, external packages or component names.
    chain: the canonical shortest chain, one step for a direct dependency, () for an absence.
    cut: the cheapest set of dependencies whose removal ends this finding.
    where: the location a reader should open first (of the spec itself for an absence).
    owner: of the rule. source_owner, target_owner: of the code at both ends, '' for none.
    note: why it is accepted or excepted, when it is due, or when it turns into an error.
    """

    id: str
    rule: str
    check: str
    nature: str
    severity: str
    source: str
    target: str
    source_component: str
    target_component: str
    kind: str
    message: str
    where: Location
    evidence: tuple[Location, ...] = ()
    chain: tuple[Step, ...] = ()
    cut: tuple[Cut, ...] = ()
    reason: str = ""
    owner: str = ""
    source_owner: str = ""
    target_owner: str = ""
    adr: str = ""
    spec_line: int = 0
    status: str = "new"
    note: str = ""
