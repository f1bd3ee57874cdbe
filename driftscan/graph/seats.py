"""Where services stand among the components: by name, by folder, or by what shows them."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec.structs import replace

from driftscan.graph.components import Claims, Membership
from driftscan.graph.paths import parse_pattern
from driftscan.graph.system import SystemGraph
from driftscan.model.service_graph import Service
from driftscan.model.spec import Component

_NAMED = "service:"  # begins the path that stands for a service's name


class Seats:
    """Gives each service a path by which it belongs to a component, as modules do."""

    def __init__(self, components: Sequence[Component], graph: SystemGraph) -> None:
        self.components = tuple(map(_with_named, components))
        self._claims = Claims(self.components)
        self._named = [parse_pattern(_NAMED + each) for c in components for each in c.services]
        self._paths = [module.path for module in graph.modules]

    def membership(self, path: bytes | None) -> Membership:
        """The components that a path belongs to, the innermost first."""
        return () if path is None else self._claims.membership(path)

    def seat(self, service: Service) -> bytes | None:
        """The path by which a service belongs to a component; None for none.

        A component that names it wins. Else it is where its folder is, or, if that is nobody's,
        where all code in it is. One without a folder belongs to where all lines that show it stand.
        """
        named = (_NAMED + service.name).encode("utf-8", "surrogateescape")
        if any(pattern.matches(named) for pattern in self._named):
            return named
        if service.folder is not None:
            return self._of_folder(service.folder)
        if service.kind == "external":
            return None
        return self._common(sorted({each.path for each in service.evidence}))

    def _of_folder(self, folder: bytes) -> bytes | None:
        inside = folder + b"/." if folder else b"."
        return inside if self.membership(inside) else self._common(list(self._below(folder)))

    def _below(self, folder: bytes) -> Iterator[bytes]:
        return (p for p in self._paths if is_below(p, folder) and self.membership(p))

    def _common(self, paths: Sequence[bytes]) -> bytes | None:
        homes = {self.membership(path) for path in paths}
        return paths[0] if len(homes) == 1 and all(homes) else None

    @cached_property
    def names(self) -> tuple[tuple[Component, str], ...]:
        """What components call services, each with its component."""
        return tuple((each, name) for each in self.components for name in each.services)


def is_below(path: bytes, folder: bytes) -> bool:
    """Whether a path lies in a folder or in one of that; '' is the whole tree."""
    return not folder or path.startswith(folder + b"/")


def is_called(name: str, written: str) -> bool:
    """Whether a service has a name that a component names, in which * may stand."""
    path = (_NAMED + name).encode("utf-8", "surrogateescape")
    return parse_pattern(_NAMED + written).matches(path)


def _with_named(component: Component) -> Component:
    named = tuple(_NAMED + name for name in component.services)
    return replace(component, paths=component.paths + named) if named else component
