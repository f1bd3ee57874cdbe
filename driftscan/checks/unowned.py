"""Services that nobody owns: by no component, no CODEOWNERS and no catalogue."""

from collections.abc import Iterator

from driftscan.checks.findings import End, finding_of
from driftscan.checks.question import CheckInput
from driftscan.graph.components import NOBODY
from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.model.rule import Every
from driftscan.model.service_graph import Service

# What is somebody else's program, or none: a database's owner is whoever owns the data.
_NOT_ASKED = frozenset(["datastore", "broker", "external", "user", "library"])


def is_asked(service: Service) -> bool:
    """Whether a service has to be somebody's: its code is here, or it plays a part of its own.

    Infrastructure that is only an image (a registry, tracing) is bought, not owned.
    """
    if service.kind in _NOT_ASKED:
        return False
    return service.folder is not None or service.kind != "infra"


def unowned(question: CheckInput, rule: Every) -> Iterator[Finding]:
    """One finding for each service without an owner, at the first line that shows it."""
    for at, service in sorted(question.found.items()):
        if is_asked(service) and not _owner(question, at, service):
            module = question.graph.modules[at]
            home = question.territory.home_name(at)
            where = next((e for e in service.evidence if e.path and e.line), None)
            lack = f"its component {home} has none" if home else "no component of the spec holds it"
            yield finding_of(
                rule,
                (End(module.id, module.key, home), End("owner", "owner")),
                "service",
                f"Service {service.name} has no owner: {lack}, and neither CODEOWNERS nor a "
                "catalogue names one.",
                Location(where.path, where.line) if where else Location(module.path),
                nature="absence",
            )


def _owner(question: CheckInput, at: int, service: Service) -> str:
    home = question.territory.home[at]
    if home != NOBODY and (owner := question.owner_of(question.territory.names[home])):
        return owner
    if service.owner or question.path_owner is None:
        return service.owner
    return next(filter(None, map(question.path_owner, _paths(service))), "")


def _paths(service: Service) -> list[bytes]:
    """Its folder, which CODEOWNERS knows by what is in it; without one the lines that show it."""
    if service.folder is not None:
        return [service.folder + b"/." if service.folder else b"."]
    return sorted({each.path for each in service.evidence if each.path})
