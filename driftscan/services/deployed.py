"""Workloads of all manifests, those of one name as one; and which home each of them runs."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from driftscan.model.service_fact import WorkloadFact
from driftscan.model.service_graph import Evidence
from driftscan.services.facts import TreeFacts
from driftscan.services.homes import Home, build_folder, home_at, literal
from driftscan.services.images import is_sidecar, known_image, repository
from driftscan.services.naming import core, ends_alike, plain

# What describes a program without deploying it.
_DESCRIBES = frozenset(["backstage"])


class Workload(Struct, frozen=True):
    """One workload, as each manifest has it: (path of the manifest, fact)."""

    name: str
    facts: tuple[tuple[bytes, WorkloadFact], ...]

    @property
    def image(self) -> str:
        """Its image, where any manifest names one."""
        images = (literal(fact.image) for _, fact in self.facts)
        return next((image for image in images if image), "")

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Where it is described."""
        return tuple(Evidence(path, fact.line, fact.form) for path, fact in self.facts)


class Link(Struct, frozen=True):
    """That a workload runs a home's code. why: in a few words; sure: whether a manifest says so."""

    home: Home
    why: str
    sure: bool


def workloads_of(tree: TreeFacts) -> list[Workload]:
    """All workloads by name; what only stands beside others is left out."""
    groups: dict[str, list[tuple[bytes, WorkloadFact]]] = defaultdict(list)
    for path, fact in tree.each("workloads"):
        assert isinstance(fact, WorkloadFact)
        if fact.name and not is_sidecar(literal(fact.image)) and fact.form not in _DESCRIBES:
            groups[plain(fact.name)].append((path, fact))
    return [
        Workload(_common_name(facts), tuple(facts)) for _, facts in sorted(groups.items()) if facts
    ]


def _common_name(facts: Sequence[tuple[bytes, WorkloadFact]]) -> str:
    names = [fact.name for _, fact in facts]
    return max(sorted(set(names)), key=names.count)


def linked(workloads: Sequence[Workload], homes: Mapping[bytes, Home]) -> dict[int, Link]:
    """By position the home of each workload that has one: by what it is built from, by its image's
    name, by its own name, and last by what its name ends with."""
    found: dict[int, Link] = {}
    for at, workload in enumerate(workloads):
        if link := _by_build(workload, homes):
            found[at] = link
    for rule in (_by_image, _by_name, _by_core, _by_ending):
        for at, workload in enumerate(workloads):
            if at not in found and not _is_product(workload):
                taken = {link.home.folder for link in found.values()}
                free = [home for home in homes.values() if home.folder not in taken]
                if link := rule(workload, free if rule is not _by_image else homes.values()):
                    found[at] = link
    return found


def _is_product(workload: Workload) -> bool:
    """Whether it runs somebody else's image, which no home here is."""
    image = workload.image
    return bool(image) and known_image(image) is not None


def _by_build(workload: Workload, homes: Mapping[bytes, Home]) -> Link | None:
    for path, fact in workload.facts:
        folder = build_folder(path, fact)
        if folder is None:
            continue
        home = homes.get(folder) or (home_at(folder, homes) if folder else None)
        if home is None or (not folder and home.folder):
            inside = [each for each in homes.values() if _is_inside(each.folder, folder)]
            named = [each for each in inside if _is_called(each, workload.name)]
            home = named[0] if len(named) == 1 else inside[0] if len(inside) == 1 else home
        if home:
            return Link(home, "built from its folder", sure=True)
    return None


def _is_inside(folder: bytes, around: bytes) -> bool:
    return not around or folder.startswith(around + b"/")


def _by_image(workload: Workload, homes: Iterable[Home]) -> Link | None:
    image = repository(workload.image).rpartition("/")[2]
    return _only(homes, lambda name: plain(name) == plain(image), "the image is called so", image)


def _by_name(workload: Workload, homes: Iterable[Home]) -> Link | None:
    wanted = plain(workload.name)
    return _only(homes, lambda name: plain(name) == wanted, "of the same name", wanted)


def _by_core(workload: Workload, homes: Iterable[Home]) -> Link | None:
    wanted = core(workload.name)
    return _only(homes, lambda name: core(name) == wanted, "of nearly the same name", wanted, False)


def _by_ending(workload: Workload, homes: Iterable[Home]) -> Link | None:
    image = repository(workload.image).rpartition("/")[2]

    def fits(name: str) -> bool:
        return any(
            ends_alike(name, other) or ends_alike(other, name)
            for other in (workload.name, image)
            if other
        )

    return _only(homes, fits, "its name ends so", workload.name, sure=False)


def _only(
    homes: Iterable[Home], fits: Callable[[str], bool], why: str, wanted: str, sure: bool = True
) -> Link | None:
    found = [home for home in homes if wanted and any(fits(name) for name, _ in home.names)]
    return Link(found[0], why, sure) if len(found) == 1 else None


def _is_called(home: Home, name: str) -> bool:
    return any(core(own) == core(name) for own, _ in home.names)
