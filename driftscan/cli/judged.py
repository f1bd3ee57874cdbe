"""A scan together with the system it was made of, for commands that go back to its files."""

from driftscan.cli.progress import terminal_progress
from driftscan.model.scan import Scan
from driftscan.pipeline import Request, map_system
from driftscan.stages.judgement import judge_system
from driftscan.stages.map import Map
from driftscan.stages.target import no_target


def judged(request: Request) -> tuple[Map, Scan]:
    """The system as it is, and what its spec says about it."""
    system = map_system(request, terminal_progress())
    if not system.spec.file:
        raise no_target(system.place)
    return system, judge_system(system, request.select, request.ignore, request.today)
