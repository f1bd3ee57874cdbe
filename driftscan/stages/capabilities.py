"""Which file of a system uses which package for what: the catalogue, held against facts."""

from driftscan.capabilities.homemade import by_position
from driftscan.capabilities.lookup import Lookup
from driftscan.capabilities.sites import uses_of
from driftscan.model.capability import Uses
from driftscan.model.fact import FileFacts
from driftscan.spec.catalogue.load import load_catalogue
from driftscan.stages.capability_facts import capability_facts
from driftscan.stages.facts import FactReader
from driftscan.stages.map import Map


def lookup_for(system: Map) -> Lookup:
    """The catalogue with what the spec of a system adds to it."""
    return Lookup(load_catalogue(), system.spec.packages)


def uses_in(system: Map) -> Uses:
    """Every use of a solution in a system, and which families work together."""
    more = by_position(system.graph.modules, capability_facts(system))
    return uses_of(system.graph, _facts(system), lookup_for(system), more)


def _facts(system: Map) -> dict[int, FileFacts]:
    """What files say that depend on anything outside, by the position of the module."""
    reader = FactReader(system.source.read, system.caches.facts, system.workers)
    files = {record.file.path: record.file for record in system.survey.snapshot.records}
    modules = system.graph.modules
    wanted = sorted({dependency.source for dependency in system.graph.external})
    there = [at for at in wanted if modules[at].path in files]
    read = reader.of([files[modules[at].path] for at in there])
    return {at: read[modules[at].path].module_facts() for at in there if modules[at].path in read}
