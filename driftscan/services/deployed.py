"""Workloads of all manifests, those of one name as one."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from driftscan.model.service_fact import WorkloadFact
from driftscan.model.service_graph import Evidence
from driftscan.services.charts import Charts
from driftscan.services.dapr import apps_of, is_dapr, with_app_ids
from driftscan.services.facts import TreeFacts, folder_of
from driftscan.services.images import is_sidecar, known_image, repository
from driftscan.services.kustomized import PATCH, Kustomized
from driftscan.services.naming import plain
from driftscan.services.one_shot import ends, prepares
from driftscan.services.texts import image_name, literal
from driftscan.services.texts import written as as_written
from driftscan.services.workshop import bundles, shows_files, tests

# What describes a program without deploying it.
_DESCRIBES = frozenset(["backstage", "Chart"])
# What runs tests, beside what is tested.
_TESTS = re.compile(r"(?:unit|e2e|acceptance|integration)?[_-]?tests?(?:[_-].*)?", re.IGNORECASE)
# Commands and images that do nothing, see _only_holds_volumes().
_NOTHING = re.compile(r"(?:/(?:usr/)?bin/)?(?:true|:|echo\b.*)")
_IDLE = frozenset(("busybox", "tianon/true", "hello-world"))
_PREPARES = "preparation"
_SEVERAL = 2
_OF_KUBERNETES = ("kubernetes", "helm")
_JOBS = frozenset(["Job", "CronJob", _PREPARES])


class Workload(Struct, frozen=True, dict=True):
    """One workload, as each manifest has it: (path of the manifest, fact). What many ask of it is
    found out once."""

    name: str
    facts: tuple[tuple[bytes, WorkloadFact], ...]

    @cached_property
    def image(self) -> str:
        """Its image, where any manifest names one; a product's that a chart has until somebody
        chooses another is less than one that is called like the workload."""
        images = [image for _, fact in self.facts if (image := image_name(fact.image))]
        own = (image for image in images if not known_image(image) and self._is_called(image))
        return next(own, next(iter(images), ""))

    def _is_called(self, image: str) -> bool:
        return plain(repository(image).rpartition("/")[2]) == plain(self.name)

    @property
    def is_job(self) -> bool:
        """Whether it ends by itself; a job that runs a store's image is a client of the store."""
        kinds = {fact.kind for _, fact in self.facts} - {""}
        return bool(kinds) and kinds <= _JOBS

    @property
    def only_prepares(self) -> bool:
        """Whether it is a migration, a seed, a bundler or shows files: it does not do what the code
        that it lies in does."""
        kinds = {fact.kind for _, fact in self.facts} - {""}
        return kinds == {_PREPARES} or any(bundles(f) or shows_files(f) for _, f in self.facts)

    @property
    def places(self) -> set[bytes]:
        """What is deployed as one: a compose file, a folder of manifests of Kubernetes."""
        return {
            path if fact.form == "compose" else folder_of(path) + b"/" for path, fact in self.facts
        }

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Where it is described."""
        return tuple(Evidence(path, fact.line, fact.form) for path, fact in self.facts)

    @property
    def called(self) -> tuple[Evidence, ...]:
        """Where it is described, and by which name."""
        return tuple(sorted(Evidence(path, fact.line, fact.name) for path, fact in self.facts))

    @property
    def images(self) -> tuple[Evidence, ...]:
        """Where it is described with an image, and which: the repository alone."""
        named = ((path, fact.line, repository(image_name(fact.image))) for path, fact in self.facts)
        return tuple(sorted(Evidence(*each) for each in named if each[2]))

    @property
    def built_by(self) -> frozenset[bytes]:
        """The manifests that build it, or have it work in a folder that they mount. A Procfile
        further down may be of an image in which others' programs run beside ours."""
        return frozenset(
            path
            for path, fact in self.facts
            if (fact.form != "procfile" or not folder_of(path))
            and (fact.build is not None or any(need.how == "runs" for need in fact.needs))
        )


def workloads_of(tree: TreeFacts) -> list[Workload]:
    """All workloads by name; what only stands beside others is left out."""
    charts = Charts(tree)
    awaited = _awaited(tree)
    apps = apps_of(tree)
    kustomized = Kustomized(tree)
    groups: dict[tuple[str, bytes], list[tuple[bytes, WorkloadFact]]] = defaultdict(list)
    for path, written in tree.each("workloads"):
        assert isinstance(written, WorkloadFact)
        fact = _named(with_app_ids(path, charts.filled_in(path, written), apps))
        fact = kustomized.told(path, fact)
        if fact.name and not _stands_beside(fact) and _deploys(fact):
            groups[_known_as(path, fact)].append((path, _with_its_end(path, fact, awaited)))
    return [
        Workload(name, tuple(each))
        for _, facts in sorted(groups.items())
        for name, each in _apart(facts)
        if any(_is_described(fact) for _, fact in each)
    ]


def _known_as(path: bytes, fact: WorkloadFact) -> tuple[str, bytes]:
    """What it has in common with itself in other manifests. `web` of a Procfile in a folder is that
    folder's, and every such file has one."""
    return plain(fact.name), folder_of(path) if fact.form == "procfile" else b""


def _apart(
    facts: Sequence[tuple[bytes, WorkloadFact]],
) -> list[tuple[str, list[tuple[bytes, WorkloadFact]]]]:
    """What has one name in several manifests is one, unless compose files start different products
    by it: `database` of one is MySQL, that of another PostgreSQL, and who runs this does not run
    that. What names no product goes with the first."""
    name = _common_name(facts)
    by_engine: dict[str, list[tuple[bytes, WorkloadFact]]] = {"": []}
    for path, fact in facts:
        engine = _engine(fact) if fact.form == "compose" else ""
        by_engine.setdefault(engine, []).append((path, fact))
    if len(by_engine) <= _SEVERAL:
        return [(name, list(facts))]
    rest, first, *others = by_engine
    whole = [pair for pair in facts if pair in by_engine[rest] or pair in by_engine[first]]
    return [(name, whole), *((f"{name} ({engine})", by_engine[engine]) for engine in others)]


def _engine(fact: WorkloadFact) -> str:
    """Of the product that an image is, '' for what is none."""
    known = known_image(image_name(fact.image))
    return known.engine if known else ""


def _named(fact: WorkloadFact) -> WorkloadFact:
    """A name of Kubernetes that ends with what somebody puts in is the rest of it (`migrate-${id}`
    of a template); one that begins so is no program but a pattern for some. One that ends with the
    kind of the object (`cart-deployment`) is what a label of its pods calls it."""
    if fact.form in _OF_KUBERNETES and (own := _without_kind(fact)):
        return replace(fact, name=own)
    if fact.form != "kubernetes" or "${" not in fact.name:
        return fact
    return replace(fact, name=fact.name.partition("${")[0].rstrip("-_."))


def _without_kind(fact: WorkloadFact) -> str:
    """`cart` of a Deployment `cart-deployment` whose pods are labelled `app: cart`, else ''."""
    own = fact.name.removesuffix(f"-{fact.kind.lower()}")
    is_said = own != fact.name and any(value == own for _, value in fact.labels)
    return own if is_said else ""


def _awaited(tree: TreeFacts) -> set[tuple[bytes, str]]:
    """What others wait for to have ended, by the folder of the manifest that says so."""
    return {
        (folder_of(path), need.name)
        for path, fact in tree.each("workloads")
        if isinstance(fact, WorkloadFact)
        for need in fact.needs
        if need.how == "starts-after-end"
    }


def _with_its_end(path: bytes, fact: WorkloadFact, awaited: set[tuple[bytes, str]]) -> WorkloadFact:
    """A fact that says of a workload that it ends, if anything does but the word for its kind."""
    if fact.kind in ("", "Job", "Pod") and prepares(fact):
        return replace(fact, kind=_PREPARES)
    is_awaited = not fact.kind and (folder_of(path), fact.name) in awaited
    return replace(fact, kind="Job") if is_awaited or ends(fact) else fact


def _stands_beside(fact: WorkloadFact) -> bool:
    """Whether it serves what runs beside it: a sidecar, or somebody's agent on each node."""
    image = literal(fact.image)
    known = known_image(image)
    is_agent = fact.kind == "DaemonSet" and known is not None and known.kind == "infra"
    return is_sidecar(image) or is_agent or is_dapr(fact)


def _deploys(fact: WorkloadFact) -> bool:
    if (fact.form == "compose" and _TESTS.fullmatch(fact.name)) or tests(fact):
        return False
    if _only_holds_volumes(fact):
        return False
    return fact.form not in _DESCRIBES and fact.kind not in _DESCRIBES


def _only_holds_volumes(fact: WorkloadFact) -> bool:
    """Whether a container of compose does nothing, so that others can mount what it has: a database
    that is started with `/bin/true` is none."""
    if fact.form != "compose" or fact.build is not None:
        return False
    if fact.command:
        return bool(_NOTHING.fullmatch(as_written(fact.command).strip()))
    return repository(image_name(fact.image)) in _IDLE


def _is_described(fact: WorkloadFact) -> bool:
    """A name with neither image nor code in a compose file only adds to another file; if there is
    no other, it is no service (`networks:` that is indented too far). Nor is a patch one."""
    if fact.form != "compose":
        return fact.form != PATCH
    return bool(fact.image or fact.build is not None or any(n.how == "extends" for n in fact.needs))


def _common_name(facts: Sequence[tuple[bytes, WorkloadFact]]) -> str:
    counts = Counter(fact.name for _, fact in facts)
    return max(sorted(counts), key=counts.__getitem__)
