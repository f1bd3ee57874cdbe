"""What the summary says of programs, data stores and shared data."""

from collections.abc import Iterator

from driftscan.model.service_graph import ServiceGraph
from driftscan.report.audit.data_in_common import data_in_common, data_text
from driftscan.report.audit.declared import declared_text
from driftscan.report.audit.documents import SentenceJson
from driftscan.report.audit.keeping import stores_text
from driftscan.report.audit.programs import programs_text
from driftscan.report.audit.stores_in_common import stores_in_common_text

_NOTHING = (
    "No file was read by which a program is deployed, as by compose, Kubernetes, a Dockerfile or a "
    "Procfile; no data store is seen."
)


def extent(graph: ServiceGraph) -> Iterator[SentenceJson]:
    """Which programs there are, and what keeps their data; where nothing at all is found, that."""
    texts = [
        text for text in (programs_text(graph), declared_text(graph), stores_text(graph)) if text
    ]
    for text in texts or ([] if graph.services else [_NOTHING]):
        yield SentenceJson(text, "map")


def data(graph: ServiceGraph) -> Iterator[SentenceJson]:
    """Who shares stores and data sets. That none is seen to be shared is not told: what a mapper
    or a library hides is not seen."""
    for text in (stores_in_common_text(graph), data_text(data_in_common(graph))):
        if text:
            yield SentenceJson(text, "data")
