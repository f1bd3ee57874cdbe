"""Who works on what, counted. A name is only in here, as `known`, where the user asks for names."""

from msgspec import Struct


class Circle(Struct, frozen=True):
    """The people around some files, in the past two years.

    people: who changed any of them. one: positions of files that one person alone changed; nobody:
    how many files nobody did. fragments: 0 if one person made all changes, near 1 if many made a
    few each. visits: share of the changes made by people most of whose changes are elsewhere.
    known: who made most of the changes; empty unless a user asks for names.
    """

    people: int
    one: tuple[int, ...]
    nobody: int
    fragments: float
    visits: float
    known: tuple[str, ...] = ()


class OwnerShare(Struct, frozen=True, kw_only=True):
    """What one owner owns, and how it is worked on. People are those of the past two years;
    handoffs and rework are of one.

    owner: as written, '' for code that nobody owns; or, in a list of components, theirs. name: of
    the row: the owner, or the component. files: of product code. loc: lines that are not blank;
    cost: expected, changed lines a quarter. one, one_cost: files that one person alone changed, and
    their cost. The rest: see Circle and FileCost.
    """

    name: str
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

    rows: by cost where it is known, else by files; nobody's code last. by: 'owner' or 'component',
    what the rows are.
    unowned: components without an owner. two_answers: where spec and CODEOWNERS disagree.
    code: files of languages whose imports are read, whether ranked or not; code_owned: those that
    have an owner; code_owners: path of the CODEOWNERS file that counts, b'' for none;
    owners_unread: lines of it that the forge does not read.
    people: in the past two years. has_history: False where there is none to speak of; then all
    counts of people are 0, and notes say why.
    """

    rows: tuple[OwnerShare, ...]
    by: str = "owner"
    files: int = 0
    unowned: tuple[str, ...] = ()
    two_answers: tuple[TwoAnswers, ...] = ()
    code: int = 0
    code_owned: int = 0
    code_owners: bytes = b""
    owners_unread: tuple[int, ...] = ()
    people: int = 0
    has_history: bool = True
    has_lines: bool = True
    revision: str = ""
    root: str = ""
    notes: tuple[str, ...] = ()
