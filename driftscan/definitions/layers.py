"""Whether two definitions are one program's, each for a layer of its own: what it keeps, what it
works with, what it hands out. They are meant to differ: code of the program makes one of the other.
"""

import re
from collections.abc import Set
from itertools import takewhile

from driftscan.definitions.conventions import is_doer, is_of_hook, plain_entity, plain_type
from driftscan.definitions.gathered import Entity
from driftscan.definitions.languages import is_compiled, is_script, language_of, shows
from driftscan.definitions.shapes import Shape
from driftscan.definitions.words import key_of, words_of

_OF_VIEWS = frozenset(("state", "store"))
_CHECKED = ("Schema", "Type")
_OF_ERRORS = frozenset(("error", "exception", "failure"))
_VERSION = re.compile(rb"(?:^|(?<=[/_.\-]))v\d+(?:(?:alpha|beta)\d+)?(?=[/_.\-])")
_WORD = re.compile(rb"[a-z]+")
_FRACTIONS = frozenset(("decimal", "number"))
_PAST = frozenset((b"legacy", b"deprecated", b"obsolete"))
_SAMPLES = frozenset("sample samples example examples tutorial tutorials demo demos".split())
_PLUGINS = frozenset(b"connectors plugins integrations adapters drivers".split())


def show_both(one: bytes, other: bytes) -> bool:
    """Whether two files, by their paths, show something on a page: what they tell apart (variants
    of a card, fields of a form) is how each looks."""
    return shows(one) and shows(other)


def are_two_layers(one: Shape, other: Shape) -> bool:
    """Whether the two are of one language, and the one is kept and the other is not, or they bear
    two names: `Task` and `TaskModel`."""
    if language_of(one.entity.path) != language_of(other.entity.path):
        return False
    return one.is_stored != other.is_stored or not _are_called_alike(one, other)


def are_two_doers(one: Shape, other: Shape) -> bool:
    """Whether both are classes of programs that do something, by their name: each keeps what it
    needs for that."""
    return is_doer(one.key) and {each.entity.fact.form for each in (one, other)} == {"class"}


def is_made_into_another(shape: Shape) -> bool:
    """Whether its methods make of it a type of a longer name, or it of that: a page's `TakeModel`
    is made of the `ApiTake` that it was sent, which is what may be held against another's."""
    own = set(shape.key.split())
    names = (set(words_of(plain_entity(each))) for each in shape.entity.fact.turned)
    return any(own < each for each in names)


def knows_of(one: Shape, other: Shape) -> bool:
    """Whether the code of one names the other, as what it is made of or into, or what it
    implements: what differs was seen, or the compiler would say so."""
    name = other.entity.fact.name.rpartition(".")[2]
    return name != one.entity.fact.name and name in one.entity.fact.turned


def are_view_states(one: Shape, other: Shape) -> bool:
    """Whether both are what a program of JavaScript has at the moment (`State` of a store, what a
    hook hands out): each page keeps what it shows."""
    is_at_the_moment = is_state(one.key) or is_of_hook(one.entity.fact.name)
    return is_at_the_moment and is_script(one.entity.path) and is_script(other.entity.path)


def is_state(key: str) -> bool:
    """Whether a name is that of what something is or has at the moment."""
    return key.rpartition(" ")[2] in _OF_VIEWS


def are_parts_of_pages(one: Shape, other: Shape) -> bool:
    """Whether both are classes in files that show something on a page (a component of Angular):
    what such a part takes in, and what it has at the moment, is its page's matter."""
    are_classes = {each.entity.fact.form for each in (one, other)} == {"class"}
    return are_classes and show_both(one.entity.path, other.entity.path)


def reckon_in_own_form(one: Shape, other: Shape, types: Set[str]) -> bool:
    """Whether all that differs is the form of a number, a decimal here and a float there, of one
    language that is compiled: its compiler makes none of the other unasked, so who hands the number
    on has seen it."""
    is_compiled_one = is_compiled(one.entity.path) and is_compiled(other.entity.path)
    is_one_language = language_of(one.entity.path) == language_of(other.entity.path)
    return types == _FRACTIONS and is_compiled_one and is_one_language


def are_classes_of_one_language(one: Shape, other: Shape) -> bool:
    """Whether nothing says that either is sent or kept: both are classes of one language, which a
    program may write for itself alone."""
    is_plain = {each.entity.fact.form for each in (one, other)} == {"class"}
    return is_plain and language_of(one.entity.path) == language_of(other.entity.path)


def are_checked_and_used(one: Shape, other: Shape) -> bool:
    """Whether the two are of one language, and by its name one is a schema, which says what is
    taken in: it may ask for less than what is worked with has."""
    if language_of(one.entity.path) != language_of(other.entity.path):
        return False
    said = [each.entity.fact.name.endswith(_CHECKED) for each in (one, other)]
    return said[0] != said[1]


def are_turned_into_another(one: Shape, other: Shape) -> bool:
    """Of two definitions of one program, whether its code must make one of the other, and so knows
    of both: in languages that are compiled; in others where one alone is called what is sent."""
    if any(is_compiled(each.entity.path) for each in (one, other)):
        return True
    return one.is_sent != other.is_sent


def are_two_versions(one: bytes, other: bytes) -> bool:
    """Whether both files, by their paths, are of a version (`api/v3/query.go`), and of none in
    common, or one alone is of what is to go (`legacy_api`): both are kept beside each other."""
    are_past = [not _PAST.isdisjoint(_WORD.findall(each.lower())) for each in (one, other)]
    mine, theirs = (frozenset(_VERSION.findall(path.lower())) for path in (one, other))
    are_two = bool(mine and theirs) and mine.isdisjoint(theirs)
    return are_two or are_past[0] != are_past[1]


def are_own_errors(one: Shape, other: Shape) -> bool:
    """Whether both are errors, of one language: each program raises its own. What of one language
    is read in another was sent."""
    is_error = not _OF_ERRORS.isdisjoint(one.key.split()[-1:])
    return is_error and language_of(one.entity.path) == language_of(other.entity.path)


def is_file_s_own(entity: Entity) -> bool:
    """Whether only one file can use it, of scripts or of Rust: a view of its own (what a form
    holds, what a list needs of it), and nobody else's."""
    own = is_script(entity.path) or entity.path.endswith(b".rs")
    return entity.fact.is_local and own


def is_beside_parts(path: bytes) -> bool:
    """Whether a script lies among the parts of a page, in a folder `components`: it says what these
    work with (steps of a form, choices of a list), and not what travels."""
    return is_script(path) and not shows(path) and b"components" in path.split(b"/")[:-1]


def reader_of(one: Shape, other: Shape, pages: Set[str]) -> Shape | None:
    """Which of two reads what the other sends: that of a page, where the other is of none. What it
    allows to be missing, and never is, harms nobody. pages: components."""
    shown = [each for each in (one, other) if each.component in pages]
    return shown[0] if len(shown) == 1 and is_script(shown[0].entity.path) else None


def are_two_plugins(one: bytes, other: bytes) -> bool:
    """Whether each lies in a folder of plug-ins (`plugins`, `storage-plugins`), and the two in none
    but that in common: each speaks to a system of its own."""
    mine, theirs = (each.split(b"/")[:-1] for each in (one, other))
    common = [a for a, b in takewhile(_are_equal, zip(mine, theirs, strict=False))]
    if common and _holds_plugins(common[-1]):
        return len(common) < len(mine)
    return all(any(map(_holds_plugins, each[len(common) : -1])) for each in (mine, theirs))


def _holds_plugins(folder: bytes) -> bool:
    return not _PLUGINS.isdisjoint(_WORD.findall(folder.lower()))


def is_to_go(one: Entity, other: Entity) -> bool:
    """Whether one alone says of itself that it is deprecated: the other is what is in use."""
    return one.fact.is_past != other.fact.is_past


def are_kept_apart(one: bytes, other: bytes) -> bool:
    """Whether two files, by their folders, are of two plug-ins, of two versions, or one is of a
    sample: nobody means these to agree."""
    return (
        are_two_plugins(one, other)
        or are_two_versions(one, other)
        or _is_of_sample(one)
        or _is_of_sample(other)
    )


def _is_of_sample(path: bytes) -> bool:
    """By a folder above its sources: below, `org/acme/examples` is a name of Java."""
    folders = path.decode("utf-8", "replace").lower().split("/")[:-1]
    above = folders[: folders.index("src")] if "src" in folders else folders
    return not _SAMPLES.isdisjoint(above)


def _are_equal(pair: tuple[bytes, bytes]) -> bool:
    return pair[0] == pair[1]


def _are_called_alike(one: Shape, other: Shape) -> bool:
    names = (each.entity.fact.name.rpartition(".")[2] for each in (one, other))
    return len({key_of(plain_type(name)) for name in names}) == 1
