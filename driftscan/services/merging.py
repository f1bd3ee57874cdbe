"""Workloads that are one under several names."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from driftscan.services.deployed import Workload
from driftscan.services.images import known_image, repository
from driftscan.services.running import Link
from driftscan.services.systems import Systems

_TELLING_LABELS = ("app.kubernetes.io/name", "app", "service", "k8s-app")


def merged(
    workloads: Sequence[Workload], links: Mapping[int, Link], systems: Systems
) -> tuple[list[Workload], dict[int, Link]]:
    """Workloads that are one under several names: they run the same code, or the same image, or
    the only store of a kind, and no manifest has more than one of them. What runs no code of here
    is of its own system."""
    variants = _variants(workloads)
    groups: dict[str, _Groups] = defaultdict(_Groups)
    for at, workload in enumerate(workloads):
        original = variants.get(at, at)
        key = _sameness(workloads[original], links.get(original))
        group = groups[key or f"only {at}"]
        places = _apart_in(workload)
        if at not in links:
            places |= systems.kept_from(path for path, _ in workload.facts)
        group.add(at, places, links.get(at), is_variant=at in variants)
    members = sorted(group for each in groups.values() for group in each.members)
    found = [_as_one([workloads[at] for at in group]) for group in members]
    homes = [next((links[at] for at in group if at in links), None) for group in members]
    return found, {at: link for at, link in enumerate(homes) if link}


def _apart_in(workload: Workload) -> set[bytes]:
    """Where another name is another workload: in its manifests, and in all of Kubernetes if nothing
    else describes it, for what overlays change is rarely the name."""
    is_plain = all(fact.form.startswith("kubernetes") for _, fact in workload.facts)
    return workload.places | {b"Kubernetes"} if is_plain else workload.places


class _Groups:
    """Workloads that have something in common, apart where one place has several of them."""

    def __init__(self) -> None:
        self.members: list[list[int]] = []
        self._homes: list[set[bytes]] = []
        self._by_place: dict[bytes, set[int]] = defaultdict(set)

    def add(self, at: int, places: set[bytes], link: Link | None, *, is_variant: bool) -> None:
        """Into the only group that nothing keeps apart from it, else into one of its own. A variant
        may stand beside its original."""
        home = {link.home.folder} if link else set()
        group = self._only_fitting(set() if is_variant else places, home)
        if group is None:
            group = len(self.members)
            self.members.append([])
            self._homes.append(set())
        self.members[group].append(at)
        self._homes[group] |= home
        for place in places:
            self._by_place[place].add(group)

    def _only_fitting(self, places: set[bytes], home: set[bytes]) -> int | None:
        apart = [self._by_place[place] for place in places if place in self._by_place]
        if any(len(each) == len(self.members) for each in apart):
            return None
        free = set(range(len(self.members))).difference(*apart)
        fits = [group for group in free if len(self._homes[group] | home) < 2]
        return fits[0] if len(fits) == 1 else None


def _variants(workloads: Sequence[Workload]) -> dict[int, int]:
    """By position of a workload the one that it is a variant of: `cart-canary` of `cart`, if both
    bear the label that says so."""
    labels = [_label(workload) for workload in workloads]
    named = {w.name: at for at, w in enumerate(workloads) if labels[at] == w.name}
    return {
        at: named[label]
        for at, label in enumerate(labels)
        if label in named and workloads[at].name.startswith(f"{label}-")
    }


def _label(workload: Workload) -> str:
    found = dict(pair for _, fact in workload.facts for pair in fact.labels)
    return next((found[key] for key in _TELLING_LABELS if key in found), "")


def _sameness(workload: Workload, link: Link | None) -> str:
    """What workloads have in common that are one; '' for one that is only itself."""
    known = known_image(workload.image) or (known_image(link.home.image) if link else None)
    if known and known.engine and not workload.is_job:
        return f"engine {known.engine}"
    if link:  # a migration is not the program that it prepares
        return f"{'job of ' * workload.is_job}home {link.home.folder!r}"
    return f"image {repository(workload.image)}" if workload.image and not known else ""


def _as_one(workloads: Sequence[Workload]) -> Workload:
    facts = tuple(fact for workload in workloads for fact in workload.facts)
    most = max(workloads, key=lambda workload: len(workload.facts))
    return Workload(most.name, facts)
