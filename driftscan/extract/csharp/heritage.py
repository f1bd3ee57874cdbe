"""What the types of a file inherit: types inside their bases, and members that hide a type."""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set

from msgspec import Struct

from driftscan.extract.csharp.declared import Declared
from driftscan.extract.csharp.view import View

_MOST = 200  # types that one file's types derive from
_WEB = frozenset(
    """User Request Response HttpContext ModelState Url RouteData ViewData ViewBag TempData
    Context Clients Groups PageContext ControllerContext MetadataProvider""".split()
)
# Classes of ASP.NET whose heirs speak of the user and the request by these names.
_MEMBERS_OF = dict.fromkeys(
    ("Controller", "ControllerBase", "PageModel", "Hub", "Hub`1", "ComponentBase"), _WEB
)


class Heritage(Struct, frozen=True):
    """family: full names of the types and all they derive from, as far as the tree holds it.

    own: the types themselves. shared: those of the family that stand around all of the file, or
    that such a type derives from. private: nested types that nobody inherits.
    hidden: names that mean a member in them. sure: whether all that they derive from is known.
    """

    family: dict[str, None]
    own: frozenset[str]
    shared: frozenset[str]
    private: Set[str]
    hidden: frozenset[str]
    sure: bool


class Heritages:
    """Asked for each file. A base is found by its last part if only one type is called so."""

    def __init__(self, declared: Declared) -> None:
        self._declared = declared
        self._by_last: dict[str, list[str]] = defaultdict(list)
        for name in declared.types:
            self._by_last[name.rpartition(".")[2]].append(name)

    def of(self, types: Sequence[str], view: View) -> Heritage:
        """What these types are and have."""
        family = dict.fromkeys(types)
        shared = set(_only_top(types))
        hidden: set[str] = set()
        sure = True
        waiting = list(types)
        while waiting and len(family) < _MOST + len(types):
            name = waiting.pop()
            hidden |= self._declared.members.get(name, set())
            for base, path in self._declared.bases.get(name, ()):
                if not view.sees(path):
                    continue
                found = self._base(base, view)
                if found is None:
                    hidden |= _MEMBERS_OF.get(base.rpartition(".")[2], frozenset())
                    sure = sure and _is_interface(base)
                    continue
                if name in shared:
                    shared.add(found)
                if found not in family:
                    family[found] = None
                    waiting.append(found)
        own, private = frozenset(types), self._declared.private
        return Heritage(family, own, frozenset(shared), private, frozenset(hidden), sure)

    def _base(self, written: str, view: View) -> str | None:
        last = written.rpartition(".")[2]
        seen: Iterable[str] = (n for n in self._by_last.get(last, ()) if view.type(n))
        candidates = [name for name in seen if name == written or name.endswith(f".{written}")]
        return candidates[0] if len(candidates) == 1 else None


def _only_top(types: Sequence[str]) -> list[str]:
    """The type of a file that all others of it stand in, as a list; none if there is none."""
    first = min(types, key=len, default="")
    alone = all(name == first or name.startswith(f"{first}.") for name in types)
    return [first] if first and alone else []


def _is_interface(name: str) -> bool:
    last = name.rpartition(".")[2]
    return last[:1] == "I" and last[1:2].isupper()
