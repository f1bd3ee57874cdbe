"""Things that change together, as values."""

from msgspec import Struct


class CoChange(Struct, frozen=True, kw_only=True):
    """Two files, or two components, that change together more often than chance explains.

    source, target: paths or names, as shown; nothing says which of them leads. components: of both;
    kinds: of both components, '' where none is declared. owners: of both, '' for nobody.
    together: commits that changed both; days, people: on which, and how many, somebody did.
    changes: of each. by_chance: commits that chance would have given both. cost: expected of both,
    in changed lines a quarter.
    commits: ids of the newest that changed both. explained: 'direct' (one depends on the other),
    'through one' (by way of one file between them), '' for neither. parts_depend: their components
    depend on one another somewhere.
    """

    source: str
    target: str
    components: tuple[str, str]
    owners: tuple[str, str]
    together: int
    days: int
    people: int
    changes: tuple[int, int]
    by_chance: float
    cost: float
    commits: tuple[str, ...]
    kinds: tuple[str, str] = ("", "")
    explained: str = ""
    parts_depend: bool = False


class SharedPart(Struct, frozen=True):
    """A component that changes together with components of several other owners.

    waiting: owners, or components where none is declared, whose code changes with it. together:
    of its changes, those that changed any of these. cost: expected, of the component itself.
    """

    component: str
    owner: str
    waiting: tuple[str, ...]
    together: int
    changes: int
    cost: float


class CoChanges(Struct, frozen=True, kw_only=True):
    """files: of different components; parts: components. explained: how many pairs of files change
    together and one of them depends on the other. commits: looked at, of the past two years.
    large: commits left out because they changed too many things to be about any two.
    """

    files: tuple[CoChange, ...]
    parts: tuple[CoChange, ...]
    shared: tuple[SharedPart, ...]
    explained: int
    commits: int
    large: int
