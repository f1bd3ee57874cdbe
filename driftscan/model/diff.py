"""What a change adds to a system and takes from it."""

from msgspec import Struct

from driftscan.model.location import Location
from driftscan.model.scan import Scan
from driftscan.model.trend import Reading


class Link(Struct, frozen=True, kw_only=True, order=True):
    """A dependency between modules that came or went. evidence: lines of the side that has it."""

    source_component: str
    target_component: str
    source: str
    target: str
    kind: str
    evidence: tuple[Location, ...]


class PackageLink(Struct, frozen=True, kw_only=True, order=True):
    """A package from outside that came into use, or is used no more. evidence: all lines."""

    name: str
    distribution: str
    language: str
    components: tuple[str, ...]
    evidence: tuple[Location, ...]


class ComponentLink(Struct, frozen=True, order=True):
    """A component began, or ceased, to depend on another at all."""

    source: str
    target: str


class ServiceLink(Struct, frozen=True, kw_only=True, order=True):
    """A service, a call or a use of data that came or went. what: 'service', 'call', 'data', or
    'shared data': a data set that now, or no longer, has several users."""

    what: str
    source: str
    target: str = ""
    detail: str = ""
    evidence: tuple[Location, ...] = ()


class TermChange(Struct, frozen=True, kw_only=True, order=True):
    """A term of which components mean different things: how 'added' (they do now), 'removed' (they
    no longer do) or 'changed' (they did and do, in another way).

    kind: one of term.KINDS. components: that differ, of 'removed' those that did. says: in words
    what differs, became of it, or changed. evidence: a place for each component, of 'removed' at
    the base.
    """

    kind: str
    name: str
    how: str
    components: tuple[str, ...]
    says: tuple[str, ...]
    evidence: tuple[Location, ...]


class SpecChange(Struct, frozen=True, kw_only=True, order=True):
    """Something in the spec was changed. section: 'rules', 'components', 'measures',
    'exceptions'; how: 'added', 'removed' or 'changed'."""

    section: str
    name: str
    how: str


class Sides(Struct, frozen=True, kw_only=True):
    """What there is on one side alone; of `added` that is the later one, of `removed` the earlier.

    modules: ids of those that were not moved.
    """

    modules: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    components: tuple[ComponentLink, ...] = ()
    packages: tuple[PackageLink, ...] = ()
    services: tuple[ServiceLink, ...] = ()


class Moved(Struct, frozen=True, order=True):
    """A module whose file was renamed without a change, by its ids."""

    before: str
    after: str


class ReadingChange(Struct, frozen=True):
    """A measure on both sides."""

    before: Reading
    after: Reading


class TouchedCost(Struct, frozen=True, kw_only=True):
    """A file that was changed, removed or added, by its path. changes: expected in a quarter, by
    the past of the base, of a new file by that of those around it. loc, lines (of a change): on
    both sides, 0 where the file is not there or a program wrote it."""

    path: bytes
    changes: float
    loc_before: int
    loc_after: int
    lines_before: float
    lines_after: float
    component: str = ""

    @property
    def before(self) -> float:
        """Changed lines a quarter at the base."""
        return self.changes * self.lines_before

    @property
    def after(self) -> float:
        """The same with the size it has now."""
        return self.changes * self.lines_after


class ChangeCost(Struct, frozen=True, kw_only=True):
    """What a change does to expected change cost. of_files, whole: how many files of product code
    the base has, and what they cost together. has_lines: see History."""

    files: tuple[TouchedCost, ...]
    of_files: int
    whole: float
    has_lines: bool

    @property
    def before(self) -> float:
        """Of the files that were touched, at the base."""
        return sum(each.before for each in self.files)

    @property
    def after(self) -> float:
        """The same as they are now."""
        return sum(each.after for each in self.files)


class Diff(Struct, frozen=True, kw_only=True):
    """All that `driftscan diff` found out.

    base: as the user named it; commit: the full id of what is compared with. head: full id of the
    commit, '' for the work tree. scan: the later side, with what it says of the findings.
    spec_changes: None where there is no telling, then spec_note says why. terms: None if it was not
    asked for. cost: the same, or there is too little history, as a note says.
    """

    base: str
    commit: str
    head: str
    scan: Scan
    added: Sides
    removed: Sides
    moved: tuple[Moved, ...]
    measures: tuple[ReadingChange, ...]
    spec_changes: tuple[SpecChange, ...] | None = ()
    spec_note: str = ""
    notes: tuple[str, ...] = ()
    terms: tuple[TermChange, ...] | None = None
    cost: ChangeCost | None = None
