"""Terms of a system, and what its components say of each: the result of `driftscan definitions`."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.model.scan import SkippedFile

KINDS = {
    "meaning": "who or what counts: functions, scopes, views and queries for one term",
    "entity": "fields of classes, models, tables and types of one name",
    "enum": "labels of enumerations of one name",
    "constant": "constants that are named alike",
    "copy": "one shape under several names",
}

# A cell of a component that has no such label, and what is said of a label then; how the cell of a
# field that may be empty ends.
NOT_THERE = "-"
OR_NOTHING = " or nothing"
ONLY_IN_ONE = "only in one"


class Defined(Struct, frozen=True, order=True, kw_only=True):
    """A place that says what a term is. says: in a few words. fields: how many it has, of a class,
    model, table or type."""

    component: str
    path: bytes
    line: int
    name: str
    form: str
    says: str = ""
    fields: int = 0


class Row(Struct, frozen=True, kw_only=True):
    """A line of a term's table. aspect: 'type', 'nullable', 'field', 'label', 'value', 'filter',
    'window', 'counts'. cells: what each component says, in the order of Term.components; '' where
    it says nothing of it. differs: whether that makes the definitions different."""

    aspect: str
    subject: str
    cells: tuple[str, ...]
    differs: bool = False


class Apart(Struct, frozen=True, kw_only=True):
    """Two components whose definitions differ. one, other: positions in Term.components.
    differences: in words, sorted. technical: those of them that may be meant (who made a row, what
    a new object lacks, what another view of the same component says alike). is_sure: whether both
    surely speak of one thing."""

    one: int
    other: int
    differences: tuple[str, ...]
    is_sure: bool = True
    technical: tuple[str, ...] = ()

    @property
    def plainly(self) -> "Apart":
        """Without what may be meant."""
        left = tuple(each for each in self.differences if each not in self.technical)
        return replace(self, differences=left, technical=()) if self.technical else self


class Term(Struct, frozen=True, kw_only=True):
    """A term that several components define.

    kind: one of KINDS. components: sorted. places: of all of them, those shown first in front.
    relation: 'differs', 'unsure' (they differ, and need not be of one thing), 'projection' (one has
        some of the fields of another, all alike) or 'same'.
    apart: pairs that differ. sentences: what each component says, for reading aloud.
    """

    kind: str
    name: str
    components: tuple[str, ...]
    places: tuple[Defined, ...]
    relation: str
    rows: tuple[Row, ...] = ()
    apart: tuple[Apart, ...] = ()
    sentences: tuple[str, ...] = ()

    @property
    def surely(self) -> "Term":
        """Only what surely speaks of one thing and differs, of a term that does, and is not meant.
        Who or what counts is asked by its name: who else answers is kept."""
        if self.kind == "meaning":
            return self
        sure = [each.plainly for each in self.apart if each.is_sure]
        if any(each.technical for each in self.apart if each.is_sure):
            return replace(self, apart=tuple(sure), rows=tuple(_told(self.rows, sure))).surely
        kept = sorted({at for each in sure for at in (each.one, each.other)})
        if not sure or len(kept) == len(self.components):
            return replace(self, apart=tuple(sure or self.apart))
        names = tuple(self.components[at] for at in kept)
        rows = (replace(r, cells=tuple(r.cells[at] for at in kept)) for r in self.rows)
        return replace(
            self,
            components=names,
            places=tuple(each for each in self.places if each.component in names),
            rows=tuple(row for row in rows if len(set(row.cells)) > 1),
            apart=tuple(
                replace(each, one=kept.index(each.one), other=kept.index(each.other))
                for each in sure
            ),
            sentences=tuple(self.sentences[at] for at in kept),
        )

    def place_of(self, component: str) -> Defined:
        """The place that stands for a component."""
        return next(each for each in self.places if each.component == component)


def _told(rows: Sequence[Row], apart: Sequence[Apart]) -> Iterator[Row]:
    """Without rows of which nothing is told."""
    texts = [text for each in apart for text in each.differences]
    for row in rows:
        starts = (f"{row.subject} is ", f"{row.subject} may be ")
        if not row.differs or any(text.startswith(starts) for text in texts):
            yield row


class Vocabulary(Struct, frozen=True, kw_only=True):
    """terms: those that several components define, the ones that differ first. known: by
    plain_name() the components that say anything of a term, sorted."""

    terms: tuple[Term, ...] = ()
    known: Mapping[str, tuple[str, ...]] = {}


class Definitions(Struct, frozen=True, kw_only=True):
    """terms: those that are asked for, of vocabulary, which has all.

    components: that were compared. files: that were asked; unread: that could not be. entities,
    meanings, constants: how many were found at all. named_by: 'spec' or 'tree'.
    """

    terms: tuple[Term, ...]
    vocabulary: Vocabulary = Vocabulary()
    components: tuple[str, ...]
    files: int
    entities: int
    meanings: int
    constants: int
    unread: tuple[SkippedFile, ...] = ()
    named_by: str = "spec"
    root: str = ""
    revision: str = ""

    @property
    def divergences(self) -> tuple[Term, ...]:
        """Terms whose definitions surely are of one thing, and differ."""
        return tuple(term for term in self.terms if term.relation == "differs")

    def about(self, name: str) -> "Definitions":
        """Only the terms of a name, however it is spelled."""
        wanted = plain_name(name)
        return replace(self, terms=tuple(t for t in self.terms if plain_name(t.name) == wanted))

    def near(self, name: str) -> str:
        """A suggestion for a name that no term has, '' for none."""
        from difflib import get_close_matches

        found = get_close_matches(name, sorted({term.name for term in self.terms}), n=1)
        return f"; did you mean '{found[0]}'?" if found else ""


def plain_name(name: str) -> str:
    """`Active_User`, `active user` and `active users` are one."""
    text = name.replace("_", " ").replace("-", " ").lower().split()
    return " ".join(sorted(word.removesuffix("s") for word in text))
