"""Who works on what, counted: no value in here but `Known` holds a name."""

from msgspec import Struct

UNKNOWN_REWORK = -1
"""Where no lines are known, nobody can say how many were rewritten."""


class FileStory(Struct, frozen=True, kw_only=True):
    """What happened to one file, beside what it costs.

    handoffs: changes of the past year by somebody else than the change before. written, rework:
    lines added in the past year, and lines of this file rewritten within three weeks of being
    written, at most; UNKNOWN_REWORK if lines are unknown. quiet_days: since it was last changed.
    people: who changed it in the past two years; 0 if nobody did.
    """

    path: bytes
    handoffs: int
    written: int
    rework: int
    quiet_days: int
    people: int


class Known(Struct, frozen=True):
    """People whom one could ask about some code, those who changed most of it first. Only made
    where the user asks for names."""

    names: tuple[str, ...]


class OwnerShare(Struct, frozen=True, kw_only=True):
    """What one owner owns, and how it is worked on. All that is worked out of the past two years,
    but handoffs and rework, which are of one.

    owner: as written; '' for code that nobody owns. components: sorted. files: of product code.
    loc: lines that are not blank; cost: expected, changed lines a quarter.
    people: who changed any of it. fragments: 0 if one person made all changes, near 1 if many made
    a few each. visits: share of the changes made by people most of whose changes are in the code
    of another owner, 0..1. one, one_cost: files that one person alone changed, and their cost.
    nobody: files that nobody changed. known: see Known; empty unless asked for.
    """

    owner: str
    components: tuple[str, ...]
    files: int
    loc: int
    cost: float
    people: int
    fragments: float
    handoffs: int
    rework: int
    visits: float
    one: int
    one_cost: float
    nobody: int
    known: tuple[str, ...] = ()


class TwoAnswers(Struct, frozen=True, order=True):
    """A component whose spec names one owner, while CODEOWNERS gives some of its files to others.

    files: how many, of all its files.
    """

    component: str
    declared: str
    others: tuple[str, ...]
    files: int
    all_files: int


class Owners(Struct, frozen=True, kw_only=True):
    """The answer of `driftscan owners`.

    rows: by cost where it is known, else by files; nobody's code last. by: 'component' or 'owner'.
    unowned: components without an owner. two_answers: where spec and CODEOWNERS disagree.
    people: in the past two years. has_history: False where there is none to speak of; then all
    counts of people are 0, and notes say why.
    """

    rows: tuple[OwnerShare, ...]
    unowned: tuple[str, ...] = ()
    two_answers: tuple[TwoAnswers, ...] = ()
    people: int = 0
    has_history: bool = True
    has_lines: bool = True
    revision: str = ""
    root: str = ""
    notes: tuple[str, ...] = ()
