"""What a condition compares with: literals, labels of enumerations, constants, nothing at all."""

from driftscan.extract.meaning.phrase import Phrase, arguments, last_part, receiver
from driftscan.extract.meaning.surroundings import Surroundings, is_constant

NOTHING = "nothing"
_DEEPEST = 6
_UNWRAPPED = frozenset(
    "value lower upper tolower toupper tostring name text key id strip trim tolowercase "
    "touppercase raw string val getvalue todatabasevalue str rawvalue ordinal freeze to_s "
    "to_sym".split()
)
_LABELLED = ("Status", "State", "Type", "Kind", "Role", "Level", "Tier", "Phase", "Stage")
_MAKERS = frozenset(
    "set frozenset list tuple of aslist array arrayof listof setof hashset bind any f decimal "
    "immutablelist vec in new objectid uuid bigdecimal valueof enumset any_of freeze".split()
)


def values_of(phrase: Phrase, around: Surroundings, depth: int = 0) -> tuple[str, ...] | None:
    """Sorted; None for what is only known when the program runs."""
    phrase = around.resolved(phrase)
    match phrase.kind:
        case "text" | "number":
            return (phrase.word,)
        case "word":
            return (phrase.word,)
        case "name":
            return _of_name(phrase.word, around)
        case "list" | "set" if depth < _DEEPEST:  # `STAGES = [FIRST] + STAGES` holds itself
            return _of_all(phrase.parts, around, depth)
        case "call" if depth < _DEEPEST:
            return _of_call(phrase, around, depth)
        case "not" | "sum" | "product":
            return None
    return None


def _of_name(name: str, around: Surroundings) -> tuple[str, ...] | None:
    """`Status.ACTIVE` is a label; `LIMIT` a constant of another file; `status` is given."""
    owner, _, short = name.rpartition(".")
    root = name.partition(".")[0]
    if short in _UNWRAPPED and owner:
        return _of_name(owner, around)
    if root in around.parameters or root in around.local or root in ("self", "this"):
        return None
    if owner and (is_constant(short) or short[:1].isupper()) and last_part(owner)[:1].isupper():
        return (short,)
    if is_constant(short):
        return ("@" + short,)
    if owner and short[:1].isupper():  # `models.StatusActive`
        return (short,)
    if owner and last_part(owner).endswith(_LABELLED):  # `Status.active`
        return (short,)
    return (short,) if not owner and short[:1].isupper() and not short.isupper() else None


def _of_all(parts: tuple[Phrase, ...], around: Surroundings, depth: int) -> tuple[str, ...] | None:
    found: set[str] = set()
    for part in dict.fromkeys(parts):
        values = values_of(part, around, depth + 1)
        if values is None:
            return None
        found.update(values)
    return tuple(sorted(found))


def _of_call(call: Phrase, around: Surroundings, depth: int) -> tuple[str, ...] | None:
    word = call.word.lower()
    if word in _UNWRAPPED and not arguments(call):
        return values_of(receiver(call), around, depth + 1)
    if word == "new" and receiver(call).kind != "unknown":
        return None  # Ruby's `Struct.new(...)`
    if word in _MAKERS and arguments(call):
        given = arguments(call)
        if word == "new":
            given = given[1:]
        return _of_all(given, around, depth) if given else None
    return None
