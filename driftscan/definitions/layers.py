"""Whether two definitions are one program's, each for a layer of its own: what it keeps, what it
works with, what it hands out. They are meant to differ: code of the program makes one of the other.
"""

from itertools import takewhile

from driftscan.definitions.conventions import plain_type
from driftscan.definitions.shapes import Shape
from driftscan.definitions.words import key_of

_PLUGINS = frozenset(b"connectors plugins integrations adapters drivers".split())
_LANGUAGES = (
    frozenset((b"ts", b"tsx", b"mts", b"cts", b"js", b"jsx", b"mjs", b"cjs", b"vue", b"svelte")),
    frozenset((b"java", b"kt", b"kts")),
    frozenset((b"py", b"pyi")),
)


# Files of what a page shows.
_SHOWING = (b".tsx", b".jsx", b".vue", b".svelte")


def show_both(one: bytes, other: bytes) -> bool:
    """Whether two files, by their paths, show something on a page: what they tell apart (variants
    of a card, fields of a form) is how each looks."""
    return one.endswith(_SHOWING) and other.endswith(_SHOWING)


def are_two_layers(one: Shape, other: Shape) -> bool:
    """Whether the two are of one language, and the one is kept and the other is not, or they bear
    two names: `Task` and `TaskModel`."""
    if _language(one) != _language(other):
        return False
    return one.is_stored != other.is_stored or not _are_called_alike(one, other)


def are_two_plugins(one: Shape, other: Shape) -> bool:
    """Whether both lie in one folder of plug-ins, of which each speaks to a system of its own."""
    mine, theirs = (each.entity.path.split(b"/")[:-1] for each in (one, other))
    common = [a for a, b in takewhile(_are_equal, zip(mine, theirs, strict=False))]
    return bool(common) and common[-1].lower() in _PLUGINS and len(common) < len(mine)


def _are_equal(pair: tuple[bytes, bytes]) -> bool:
    return pair[0] == pair[1]


def _language(shape: Shape) -> frozenset[bytes]:
    ending = shape.entity.path.rpartition(b".")[2].lower()
    known = (each for each in _LANGUAGES if ending in each)
    return next(known, frozenset((ending,)))


def _are_called_alike(one: Shape, other: Shape) -> bool:
    names = (each.entity.fact.name.rpartition(".")[2] for each in (one, other))
    return len({key_of(plain_type(name)) for name in names}) == 1
