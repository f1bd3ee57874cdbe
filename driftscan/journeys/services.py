"""Ask a system for its services, how they talk and the data they use."""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from driftscan.pipeline import map_manifests, map_without
from driftscan.stages.caches import open_caches
from driftscan.stages.crew import service_crew
from driftscan.stages.progress import Progress, step
from driftscan.stages.request import Request

if TYPE_CHECKING:
    from driftscan.stages.deployed_code import Deployed
    from driftscan.stages.services import Services


def map_services(
    request: Request, progress: Progress | None = None, others: Sequence[Request] = ()
) -> "Services":
    """The system's services, how they talk and the data they use. others: further repositories of
    the same system."""
    with service_crew(request.workers) as crew:
        maps = [map_manifests(each, progress, crew, _load) for each in (request, *others)]
        from driftscan.services.facts import is_test_code
        from driftscan.stages.services import parts_of, services_of

        caches = open_caches(maps[0].place.root, request.use_cache)
        with step(progress, "Finding services"):
            return services_of(
                parts_of(maps),
                caches,
                request.workers,
                lambda: [map_without(each, is_test_code, crew) for each in (request, *others)],
                crew,
            )


def _load() -> None:
    """What links services takes as long to load as a worker to start: both at once, where a worker
    is needed."""
    import_module("driftscan.stages.services")


def deployed(request: Request, progress: Progress | None) -> "Deployed":
    """Which code makes up which service."""
    from driftscan.stages.deployed_code import deployed_by

    return deployed_by(map_services(request, progress).graph)
