"""How many services a system has of its own, and of how many programs they are."""

from driftscan.model.service_graph import ServiceGraph
from driftscan.report.terminal.layout import counted

_NOT_OURS = ("datastore", "broker", "external", "infra", "user")


def services_text(graph: ServiceGraph) -> str:
    """`18 services (13 of them run 1 code base; of the others no code was found)`; '' if there is
    none.

    One image may be started as web server, worker and migration, and what manifests start to try
    something out runs somebody else's image: neither is a further program.
    """
    own = [each for each in graph.services if each.kind not in _NOT_OURS]
    if not own:
        return ""
    coded = [each.folder for each in own if each.folder is not None]
    bases = len(set(coded))
    count = counted(len(own), "service")
    if bases == len(own):
        return count
    if bases == len(coded):
        return f"{count} (code found of {len(coded) or 'none'})"
    shared = counted(bases, "code base")
    if len(coded) == len(own):
        return f"{count} that run {shared}"
    return f"{count} ({len(coded)} of them run {shared}; of the others no code was found)"
