"""A component as it is proposed: with the words that say why."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from driftscan.graph.paths import parse_pattern
from driftscan.model.spec import Component
from driftscan.notation.words import path_pattern

# So many folders of one name are written as a glob.
_MANY = 3
# Headings of groups.
PROJECTS = "Projects: deployed or packaged by themselves"
PACKAGES = "Packages"
AROUND = "Around the product"


class ProposedComponent(Struct, frozen=True, kw_only=True):
    """kind: as in a spec. paths: patterns. why: the evidence, one line.

    around: tests, docs and the like, which no rule about the product speaks of. is_left: nothing
    tells that but how little of the product uses it.
    is_rest: what is left of a folder whose parts are components too.
    group: components of one group stand together, under this heading.
    public: modules others use it through, () if there is no such interface; public_why: evidence.
    """

    name: str
    kind: str
    paths: tuple[str, ...]
    why: str = ""
    around: bool = False
    is_left: bool = False
    is_rest: bool = False
    group: str = ""
    public: tuple[str, ...] = ()
    public_why: str = ""

    def declared(self) -> Component:
        """The component as a spec would declare it."""
        return Component(name=self.name, kind=self.kind, paths=self.paths)


def patterns(paths: tuple[bytes, ...]) -> tuple[str, ...]:
    """Paths of the tree as patterns of a spec; '.' is the root."""
    return tuple(dict.fromkeys(path_pattern(path) for path in paths))


def gathered_patterns(
    folders: Sequence[bytes], others: Sequence[ProposedComponent]
) -> tuple[str, ...]:
    """The same, with a glob for folders of one name in many folders: `exporter/*/tests`.

    others: components that must not win over a glob; the longer literal beginning wins.
    """
    alike: dict[tuple[bytes, bytes], list[bytes]] = defaultdict(list)
    found: list[str] = []
    for folder in folders:
        above, slash, name = folder.rpartition(b"/")
        if slash:
            alike[above.rpartition(b"/")[0], name].append(folder)
        else:
            found += patterns((folder,))
    claims = [parse_pattern(path) for each in others for path in each.paths]
    for (above, name), members in sorted(alike.items()):
        start = above + b"/" if above else b""
        beaten = any(
            len(claim.literal_prefix) > len(start) and claim.matches(member)
            for claim in claims
            for member in members
        )
        glob = f"{path_pattern(start)[: len(start)]}*/{path_pattern(name)}"
        # `*/src` would read as if it were the sources of all projects.
        takes_more = any(parse_pattern(glob).matches(claim.text) for claim in claims)
        if len(members) < _MANY or beaten or takes_more:
            found += patterns(tuple(members))
        else:
            found.append(glob)
    return tuple(dict.fromkeys(sorted(found)))
