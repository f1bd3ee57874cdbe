"""Data stores that are no part of the system: what only files for developers, for monitoring, for
samples or tools start, and what stands in for somebody's cloud."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from driftscan.graph.code_bases import with_code
from driftscan.model.service_graph import Evidence, Service, ServiceGraph
from driftscan.report.audit.starting import is_aside
from driftscan.report.audit.store_titles import EMULATED

_FOR_DEVELOPERS = re.compile(
    rb"(?:^|/)(?:tools?|\.?dev(?:env|container|elop(?:ment|er)?s?|[-_](?:support|env|tools?|setup))?"
    rb"|samples?|examples?|demos?|poc|proofs?[-_]of[-_]concepts?|designs?|sandbox|playgrounds?|hack"
    rb"|tests?|e2e|benchmarks?|local|monitoring|observability|o11y)/"
    # What others made to watch a system keeps its own.
    rb"|(?:^|[/._-])(?:monitoring|observability|o11y)\.ya?ml$",
    re.IGNORECASE,
)
# Of Maven and Gradle: what a driver is asked for, all its databases may be reached with.
_MANIFEST = re.compile(rb"(?:^|/)(?:pom\.xml|build\.gradle(?:\.kts)?)$")


def is_for_developers(path: bytes) -> bool:
    """Whether a file is called so, or lies in a folder that is, that nobody else has to do with
    it."""
    return bool(_FOR_DEVELOPERS.search(path)) or is_aside(path)


def is_asked_for(where: Evidence) -> bool:
    """Whether no more is said than that a manifest asks for a driver."""
    return bool(_MANIFEST.search(where.path))


def emulated_by(service: Service) -> str:
    """What a store is an emulator of; '' for one that is none."""
    names = (word for alias in service.aliases for word in (alias, alias.rpartition("/")[2]))
    return next((EMULATED[name] for name in names if name in EMULATED), "")


def lines_of_use(graph: ServiceGraph, stores: Set[int]) -> Mapping[int, Sequence[Evidence]]:
    """By store that only developers start, the lines by which programs use it, those with code
    here where any has: none that only developers read, and no driver alone."""
    known = with_code(graph)
    if known and all(is_for_developers(folder + b"/") for folder in known.values()):
        return {}
    found: dict[int, list[Evidence]] = {
        at: [] for at in stores if _is_for_developers(graph.services[at])
    }
    # Who speaks with Amazon's S3 speaks with a server in its place as well: no sign of either.
    telling = {at for at in found if graph.services[at].engine != "s3"}
    for use in graph.uses:
        if use.store in telling and (use.service in known or not known):
            found[use.store] += _telling(use.evidence)
    return found


def _is_for_developers(store: Service) -> bool:
    return bool(store.evidence) and all(is_for_developers(each.path) for each in store.evidence)


def _telling(lines: Sequence[Evidence]) -> Iterator[Evidence]:
    return (e for e in lines if not is_for_developers(e.path) and not is_asked_for(e))
