"""Workloads of all manifests, those of one name as one; and which home each of them runs."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from driftscan.model.service_fact import WorkloadFact
from driftscan.model.service_graph import Evidence
from driftscan.services.charts import Charts
from driftscan.services.facts import TreeFacts, folder_of
from driftscan.services.homes import Home, build_folder, home_at
from driftscan.services.images import is_sidecar, known_image, repository
from driftscan.services.naming import core, ends_alike, plain
from driftscan.services.texts import image_name, literal

# What describes a program without deploying it.
_DESCRIBES = frozenset(["backstage", "Chart"])
_JOBS = frozenset(["Job", "CronJob"])


class Workload(Struct, frozen=True):
    """One workload, as each manifest has it: (path of the manifest, fact)."""

    name: str
    facts: tuple[tuple[bytes, WorkloadFact], ...]

    @property
    def image(self) -> str:
        """Its image, where any manifest names one."""
        images = (image_name(fact.image) for _, fact in self.facts)
        return next((image for image in images if image), "")

    @property
    def is_job(self) -> bool:
        """Whether it ends by itself; a job that runs a store's image is a client of the store."""
        kinds = {fact.kind for _, fact in self.facts} - {""}
        return bool(kinds) and kinds <= _JOBS

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
    charts = Charts(tree)
    groups: dict[str, list[tuple[bytes, WorkloadFact]]] = defaultdict(list)
    for path, written in tree.each("workloads"):
        assert isinstance(written, WorkloadFact)
        fact = charts.filled_in(path, written)
        if fact.name and not _stands_beside(fact) and _deploys(fact):
            groups[plain(fact.name)].append((path, fact))
    return [
        Workload(_common_name(facts), tuple(facts))
        for _, facts in sorted(groups.items())
        if any(_is_described(fact) for _, fact in facts)
    ]


def _stands_beside(fact: WorkloadFact) -> bool:
    """Whether it serves what runs beside it: a sidecar, or somebody's agent on each node."""
    image = literal(fact.image)
    known = known_image(image)
    is_agent = fact.kind == "DaemonSet" and known is not None and known.kind == "infra"
    return is_sidecar(image) or is_agent


def _deploys(fact: WorkloadFact) -> bool:
    return fact.form not in _DESCRIBES and fact.kind not in _DESCRIBES


def _is_described(fact: WorkloadFact) -> bool:
    """A name with neither image nor code in a compose file only adds to another file; if there is
    no other, it is no service (`networks:` that is indented too far)."""
    if fact.form != "compose":
        return True
    return bool(fact.image or fact.build is not None or any(n.how == "extends" for n in fact.needs))


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
    for rule in (_by_project, _by_image, _by_name, _by_core, _by_ending):
        for at, workload in enumerate(workloads):
            if at not in found and (rule is _by_name or not _is_product(workload)):
                taken = _taken(workload, workloads, found)
                free = [home for home in homes.values() if home.folder not in taken]
                every = rule in (_by_project, _by_image)
                if link := rule(workload, homes.values() if every else free):
                    found[at] = link
    return found


def _taken(
    workload: Workload, workloads: Sequence[Workload], links: Mapping[int, Link]
) -> set[bytes]:
    """Homes that another workload of the same manifest runs; one of another manifest may be the
    same program under another name."""
    own = {path for path, _ in workload.facts}
    return {
        link.home.folder
        for at, link in links.items()
        if any(path in own for path, _ in workloads[at].facts)
    }


def merged(
    workloads: Sequence[Workload], links: Mapping[int, Link]
) -> tuple[list[Workload], dict[int, Link]]:
    """Workloads that are one under several names: they run the same code, or the same image, or
    the only store of a kind, and no manifest has more than one of them."""
    variants = _variants(workloads)
    groups: list[list[int]] = []
    keys: dict[str, list[int]] = defaultdict(list)  # positions of groups
    for at, workload in enumerate(workloads):
        original = variants.get(at, at)
        key = _sameness(workloads[original], links.get(original))
        fits = [
            group
            for group in keys.get(key, ())
            if key
            and (at in variants or not _together(workload, [workloads[e] for e in groups[group]]))
            and len({links[each].home.folder for each in (at, *groups[group]) if each in links}) < 2
        ]
        if len(fits) == 1:
            groups[fits[0]].append(at)
        else:
            keys[key].append(len(groups))
            groups.append([at])
    found = [_as_one([workloads[at] for at in group]) for group in groups]
    homes = [next((links[at] for at in group if at in links), None) for group in groups]
    return found, {at: link for at, link in enumerate(homes) if link}


def _variants(workloads: Sequence[Workload]) -> dict[int, int]:
    """By position of a workload the one that it is a variant of: `cart-canary` of `cart`, if both
    bear the label that says so."""
    return {
        at: other
        for at, variant in enumerate(workloads)
        for other, workload in enumerate(workloads)
        if at != other
        and variant.name.startswith(workload.name + "-")
        and _label(variant) == _label(workload) == workload.name
    }


_TELLING_LABELS = ("app.kubernetes.io/name", "app", "service", "k8s-app")


def _label(workload: Workload) -> str:
    found = dict(pair for _, fact in workload.facts for pair in fact.labels)
    return next((found[key] for key in _TELLING_LABELS if key in found), "")


def _sameness(workload: Workload, link: Link | None) -> str:
    """What workloads have in common that are one; '' for one that is only itself."""
    known = known_image(workload.image) or (known_image(link.home.image) if link else None)
    if known and known.engine and not workload.is_job:
        return f"engine {known.engine}"
    if link:
        return f"home {link.home.folder!r}"
    return f"image {repository(workload.image)}" if workload.image and not known else ""


def _together(workload: Workload, others: Iterable[Workload]) -> bool:
    own = _places(workload)
    return any(own & _places(other) for other in others)


def _places(workload: Workload) -> set[bytes]:
    """What is deployed as one: a compose file, a folder of manifests of Kubernetes."""
    return {
        path if fact.form == "compose" else folder_of(path) + b"/" for path, fact in workload.facts
    }


def _as_one(workloads: Sequence[Workload]) -> Workload:
    facts = tuple(fact for workload in workloads for fact in workload.facts)
    most = max(workloads, key=lambda workload: len(workload.facts))
    return Workload(most.name, facts)


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


def _by_project(workload: Workload, homes: Iterable[Home]) -> Link | None:
    """An Aspire host names the project: `Catalog_API` is that in Catalog.API/."""
    projects = [fact.kind.removeprefix("project ") for _, fact in workload.facts]
    wanted = plain(projects[0]) if projects and workload.facts[0][1].form == "aspire" else ""
    return _only(homes, lambda name: plain(name) == wanted, "the project is called so", wanted)


def _by_image(workload: Workload, homes: Iterable[Home]) -> Link | None:
    image = repository(workload.image).rpartition("/")[2]
    return _only(homes, lambda name: plain(name) == plain(image), "the image is called so", image)


def _by_name(workload: Workload, homes: Iterable[Home]) -> Link | None:
    wanted = plain(workload.name)
    if _is_product(workload):
        homes = [home for home in homes if known_image(home.image)]
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
