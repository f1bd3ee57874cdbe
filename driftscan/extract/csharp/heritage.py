"""What the types of a file inherit: types inside their bases, and members that hide a type."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

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

    hidden: names that mean a member in them. sure: whether all that they derive from is known.
    """

    family: dict[str, None]
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
                elif found not in family:
                    family[found] = None
                    waiting.append(found)
        return Heritage(family, frozenset(hidden), sure)

    def _base(self, written: str, view: View) -> str | None:
        last = written.rpartition(".")[2]
        seen: Iterable[str] = (n for n in self._by_last.get(last, ()) if view.type(n))
        candidates = [name for name in seen if name == written or name.endswith(f".{written}")]
        return candidates[0] if len(candidates) == 1 else None


def _is_interface(name: str) -> bool:
    last = name.rpartition(".")[2]
    return last[:1] == "I" and last[1:2].isupper()
