"""Functions, methods, properties and scopes as meanings, where they say who or what counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.extract.meaning.atoms import united
from driftscan.extract.meaning.conditions import Taken, all_of, taken_apart
from driftscan.extract.meaning.counting import counted, source_of
from driftscan.extract.meaning.filters import demanded, filter_calls
from driftscan.extract.meaning.phrase import FALSE, TRUE, Phrase, arguments, within
from driftscan.extract.meaning.surroundings import Surroundings
from driftscan.extract.meaning.values import NOTHING
from driftscan.model.definition import Atom, MeaningFact

_MOST_ATOMS = 12
# What decides about something else than itself.
_KEEPERS = (
    *("Service", "Util", "Utils", "Helper", "Helpers", "Validator", "Policy", "Rules", "Checker"),
    *("Controller", "Handler", "Calculator", "Counter", "ServiceImpl", "Specification", "Provider"),
)
_BOOLEAN = frozenset(("compare", "and", "or", "not"))


class Routine(Struct, frozen=True, gc=False):
    """owner: the type around it. takes: names and types of its parameters. local: what names in it
    stand for. guards: (condition, what is given back then), in their order; given: what is given
    back else. said: every further expression. texts: of annotations (a query in `@Query`)."""

    name: str
    owner: str
    line: int
    takes: tuple[tuple[str, str], ...] = ()
    local: Mapping[str, Phrase] = {}
    guards: tuple[tuple[Phrase, Phrase], ...] = ()
    given: Phrase | None = None
    said: tuple[Phrase, ...] = ()
    texts: tuple[str, ...] = ()


def meanings_of(
    routines: Iterable[Routine], constants: Mapping[str, Phrase], bare: bool = False
) -> Iterator[MeaningFact]:
    """What they mean, for those that decide anything. bare: see Surroundings."""
    around = Surroundings(constants, bare=bare)
    for routine in routines:
        yield from _meanings(routine, around)


def _meanings(routine: Routine, around: Surroundings) -> Iterator[MeaningFact]:
    names = frozenset(name for name, _ in routine.takes)
    inside = around.inside(routine.local, names - routine.local.keys())
    texts = _texts_of(routine, around)
    if texts:
        yield from _sql_of(texts, routine)
        return
    found = _query(routine, inside) or _predicate(routine, inside)
    if found:
        yield found


def _query(routine: Routine, around: Surroundings) -> MeaningFact | None:
    """A query, if the routine makes one and only one, and gives back what it finds."""
    if routine.given is None:
        return None
    phrases = tuple(p for p in (routine.given, *routine.said) if p is not None)
    asking = [(phrase, calls) for phrase in phrases if (calls := _calls(phrase, around))]
    if not asking or (routine.guards and len(asking) > 1):
        return None
    taken = [demanded(calls, around) for _, calls in asking]
    if len({united(each.atoms) for each in taken}) > 1:
        return None
    counts = counted(phrases)
    whole = all_of([taken[0], Taken(lost=_beside(routine, around))])
    return _fact(routine, "query", whole, counts, source_of((asking[0][0],)))


def _beside(routine: Routine, around: Surroundings) -> int:
    """How many conditions decide besides those of the query: a routine that says yes or no on the
    way, or puts what it finds together with something else, does not say all by its query. That
    it asks whether there is anything to look at decides nothing."""
    told = [cond for cond, what in routine.guards if what in (TRUE, FALSE)]
    given = routine.given
    is_joined = given is not None and given.kind in ("and", "or")
    return sum(not _is_of_nothing(cond, around) for cond in told) + is_joined


def _is_of_nothing(cond: Phrase, around: Surroundings) -> bool:
    """`if user is None`"""
    taken = taken_apart(cond, around)
    return bool(taken.atoms) and all(atom.values == (NOTHING,) for atom in taken.atoms)


def _calls(phrase: Phrase, around: Surroundings) -> list[Phrase]:
    """Filters in a phrase, and in what the names in it stand for."""
    found = list(filter_calls(phrase))
    for each in within(phrase):
        if each.kind == "name" and each.word in around.local:
            held = around.resolved(each)
            found += filter_calls(held) if held.kind == "call" else []
    return list(dict.fromkeys(found))


def _predicate(routine: Routine, around: Surroundings) -> MeaningFact | None:
    given = routine.given
    if given is None:
        return None
    guards = [(cond, what) for cond, what in routine.guards if what in (TRUE, FALSE)]
    if len(guards) < len(routine.guards):
        return None
    plain = around.resolved(given)
    if plain.kind not in _BOOLEAN and not guards and not _decides(plain):
        return None
    if plain.kind == "name" and not guards:
        return None
    if any(what == TRUE for _, what in guards):
        return _alternatives(routine, guards, plain, around)
    refused = [taken_apart(cond, around, negated=True) for cond, _ in guards]
    last = Taken() if plain == TRUE else taken_apart(plain, around)
    return _fact(routine, "predicate", all_of([*refused, last]))


def _alternatives(
    routine: Routine,
    guards: Sequence[tuple[Phrase, Phrase]],
    last: Phrase,
    around: Surroundings,
) -> MeaningFact | None:
    if any(what == FALSE for _, what in guards):
        return None
    ways = [cond for cond, _ in guards] + ([last] if last != FALSE else [])
    whole = Phrase("or", "", tuple(ways)) if len(ways) > 1 else ways[0]
    return _fact(routine, "predicate", taken_apart(whole, around))


def _decides(phrase: Phrase) -> bool:
    """Whether a call gives yes or no by what is known of such calls."""
    if phrase.kind != "call" or not (arguments(phrase) or phrase.parts):
        return False
    return phrase.word.lower() in (
        *("includes", "contains", "equals", "equalsignorecase", "isafter", "isbefore", "in_array"),
        *("before", "after", "include", "matches", "and_", "or_", "isnull", "bool"),
    )


def _fact(
    routine: Routine, form: str, taken: Taken, counts: str = "", source: str = ""
) -> MeaningFact | None:
    atoms = united(atom for atom in taken.atoms if _is_name(atom))
    telling = [atom for atom in atoms if atom.operator != "given"]
    if len(atoms) > _MOST_ATOMS or not (telling or taken.refers):
        return None
    taken_type = next((type_ for _, type_ in routine.takes if type_), "")
    owner = routine.owner
    if not owner or (taken_type and owner.endswith(_KEEPERS)):
        owner = taken_type
    return MeaningFact(
        name=routine.name,
        owner=owner,
        line=routine.line,
        form=form,
        atoms=atoms,
        counts=counts,
        source=source,
        refers=tuple(sorted(set(taken.refers) - {routine.name})),
        lost=taken.lost,
    )


def _is_name(atom: Atom) -> bool:
    return not atom.field or atom.field.replace("_", "").replace("$", "").isalnum()


def _texts_of(routine: Routine, around: Surroundings) -> list[str]:
    """The SQL in it, or in constants of the file that it names."""
    texts = dict.fromkeys(routine.texts)
    for phrase in (routine.given, *routine.said, *routine.local.values()):
        parts = list(within(phrase)) if phrase is not None else []
        texts.update(dict.fromkeys(_queries_among(parts)))
        for named in (part for part in parts if part.kind == "name"):
            texts.update(dict.fromkeys(_queries_among(within(around.resolved(named)))))
    return list(texts)


def _sql_of(texts: Iterable[str], routine: Routine) -> Iterator[MeaningFact]:
    from driftscan.extract.meaning.sql import meanings_of_sql

    for text in texts:
        for found in meanings_of_sql(text, routine.name, routine.line):
            yield replace(found, owner=routine.owner)


def _queries_among(phrases: Iterable[Phrase]) -> Iterator[str]:
    for each in phrases:
        is_query = each.kind == "text" and each.word.lstrip()[:6].lower() in ("select", "with r")
        if is_query and " from " in each.word.lower().replace("\n", " "):
            yield each.word
