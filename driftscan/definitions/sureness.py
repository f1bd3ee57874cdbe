"""Whether definitions of one name surely speak of one thing.

A name says little: two excerpts of an order, the roles that each of two programs knows and the
slabs of two taxes are called alike, and nobody meant them to agree. What makes it sure is that more
is common than not. What is not sure is told apart, and never left out.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import cached_property

from msgspec import Struct

from driftscan.definitions.conventions import is_all_habit, plain_entity
from driftscan.definitions.gathered import Entity
from driftscan.definitions.shapes import Shape
from driftscan.definitions.ways import Way, fields_of, is_guard_alone
from driftscan.definitions.words import key_of, words_of
from driftscan.model.term import ONLY_IN_ONE, Apart

_HALF = 1 / 2
_MOST = 2 / 3
_TELLING = 2
_LABELS = 3
# What stands for a value that nobody has chosen yet, or for whichever it is.
_NOT_CHOSEN = frozenset(
    "new unknown unknow unset none undefined unspecified blank default choose select "
    "all any".split()
)
# So many further names in common, and two components are about the same things.
_COMPANY = 3
# Such a part of their names, and two programs of one language work with the same things.
_OF_ONE_BUSINESS = 1 / 5
# What a protocol, or any program, tells apart: each knows what it needs of it.
_OF_PROTOCOLS = frozenset(
    "http request response method verb header log logging logger level error exception code "
    "content mime media encoding charset sort order direction cron schedule fetch scheme protocol "
    "transport exit signal environment env var variable setting config configuration argument sql "
    "database db key value format kind type mode "
    "operator comparison operation command action string number comparator name id identifier "
    "field cache predicate search".split()
)
# Where and how something is shown: each page has its own.
_OF_PAGES = frozenset("page placement variant alignment orientation tab modal".split())
# How large something is shown, and what of it at the moment.
_OF_LOOKS = frozenset("width height indent margin padding gap radius color opacity".split())
_OF_VIEWS = frozenset("visible hidden more loading collapsed expanded focused hovered".split())
# What a program says when something fails is its own.
_OF_ERRORS = frozenset(("error", "exception"))
# Of itself a program says what it does without being told (`DEFAULT_...`).
_OWN_CHOICE = frozenset(("default", "fallback", "initial"))
_SAID = 2
# How much, how often and how long of anything: a program chooses what it can bear, and near the
# same name another counts something else. Not a timeout: who asks and who answers should agree.
_OF_LIMITS = frozenset(
    "max maximum min minimum limit size depth length count batch chunk retry attempt interval "
    "delay schedule poll".split()
)
# What a business reckons with, and what who asks and who answers both wait for.
_RECKONED = frozenset(
    "rate percent percentage share tax vat fee price cost discount commission interest salary wage "
    "margin surcharge deposit currency day week month year age weekday timeout expiry validity "
    "ttl quota grace version".split()
)
# What begins so asks whether there is any of a kind, not whether a thing in hand is one.
_ANY = frozenset("has have any some exist contain include".split())


class Surroundings(Struct, frozen=True, dict=True):
    """What else two components both speak of, and whether one is built into the other: pairs of
    names, sorted. pages: components that show something."""

    entities: tuple[Entity, ...]
    programs: frozenset[tuple[str, str]] = frozenset()
    pages: Set[str] = frozenset()

    @cached_property
    def _names(self) -> Mapping[str, Set[str]]:
        names: dict[str, set[str]] = defaultdict(set)
        for each in self.entities:
            key = key_of(plain_entity(each.fact.name.rpartition(".")[2]))
            if key and not is_all_habit(key):
                names[each.component].add(key)
        return names

    def are_near(self, one: str, other: str) -> bool:
        """Whether two components have several names in common, beside the one in question."""
        return len(self._names.get(one, set()) & self._names.get(other, set())) > _COMPANY

    def share_business(self, one: str, other: str) -> bool:
        """Whether a fifth of the names of the one that has fewer are the other's, too: of two that
        are about other things a common name says little."""
        mine, theirs = self._names.get(one, set()), self._names.get(other, set())
        return len(mine & theirs) >= _OF_ONE_BUSINESS * min(len(mine), len(theirs))

    def are_one_program(self, one: str, other: str) -> bool:
        """Whether one component is built into the other."""
        return (min(one, other), max(one, other)) in self.programs


def is_one_entity(one: Shape, other: Shape, is_close: bool) -> bool:
    """Whether most of what either has the other has, too; more of it where the two components have
    little else in common, or where all that differs is what else each has."""
    shared = one.fields.keys() & other.fields.keys()
    together = one.fields.keys() | other.fields.keys()
    telling = one.telling & other.telling
    if len(shared) == len(together):
        return bool(telling)
    least = _HALF if is_close else _MOST
    return len(telling) >= _TELLING and len(shared) >= least * len(together)


def is_one_enumeration(key: str, one: Set[str], other: Set[str], are_near: bool) -> bool:
    """Whether two sets of labels have more in common than not, and are of the business. Half is
    enough where one of two components that speak of the same things has all that the other has."""
    shared = one & other
    if all(word in _OF_PROTOCOLS for word in key.split()) or len(shared) < _LABELS:
        return False
    if not (_OF_ERRORS | _OF_PAGES).isdisjoint(key.split()) or (
        one != other and one ^ other <= _NOT_CHOSEN
    ):
        return False
    if len(key.split()) == 1:  # `severity` is anybody's
        return are_near and len(shared) >= _MOST * len(one | other)
    half = _HALF * len(one | other)
    return len(shared) > half or (are_near and len(shared) == half and shared in (one, other))


def is_one_constant(
    words: Sequence[str], telling: int, kind: str, values: Sequence[Set[str]]
) -> bool:
    """Whether a name says enough of what is meant: two words that not every program has; of lists
    also that half is common, or most of it. A number is one that a business reckons with (a rate, a
    timeout), and no limit, which each program chooses. A text may be a name for anything: a key, a
    code, a title. telling: how many words are of the business."""
    one, other = values
    common = len(one & other) / len(one | other)
    if kind == "text" or not _OWN_CHOICE.isdisjoint(words) or words[-1] in _OF_LOOKS:
        return False
    if kind == "list":
        is_most = common >= _MOST and len(one & other) >= _LABELS
        return is_most or (telling >= _SAID and common >= _HALF)
    is_reckoned = kind == "duration" or not _RECKONED.isdisjoint(words)
    return telling >= _SAID and is_reckoned and _OF_LIMITS.isdisjoint(words)


def is_one_question(one: Way, other: Way) -> bool:
    """Whether two ways ask things of one kind, and both look at a field of the same name; whether
    there is any such thing is another question than whether one is such a thing."""
    if _asks_for_any(one) != _asks_for_any(other) or is_guard_alone(one, other):
        return False
    mine, theirs = _subject(one), _subject(other)
    shortest = min(len(mine), len(theirs))
    of_one_kind = not shortest or mine[-shortest:] == theirs[-shortest:]
    return of_one_kind and not fields_of(one, other).isdisjoint(fields_of(other, one))


def is_asked_further(one: Way, other: Way, told: Sequence[str]) -> bool:
    """Whether all that differs between two questions about a thing in hand is that either asks for
    more: on a page that says when something is shown."""
    return not (one.source or other.source) and all(each.endswith(ONLY_IN_ONE) for each in told)


def _asks_for_any(way: Way) -> bool:
    """Whether its name is like `hasSmartLists`."""
    return not _ANY.isdisjoint(words_of(way.place.fact.name)[:1])


def is_of_view(term: str) -> bool:
    """Whether a term says what a page shows at the moment: `no more`, `initially visible`."""
    return term.rpartition(" ")[2] in _OF_VIEWS


def _subject(way: Way) -> tuple[str, ...]:
    """Whose conditions they are, as far as that is said: of a thing in hand it need not be."""
    owner = way.place.fact.owner
    return words_of(way.source) or (words_of(plain_entity(owner)) if owner else ())


def relation_of(apart: tuple[Apart, ...], otherwise: str) -> str:
    """Of a term: 'differs' where any two surely are one, 'unsure' where they may be."""
    if not apart:
        return otherwise
    return "differs" if any(each.is_sure for each in apart) else "unsure"
