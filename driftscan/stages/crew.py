"""The worker processes of a run; starting them takes a moment, as loading the program does."""

from contextlib import AbstractContextManager, nullcontext

from driftscan.extract.batch import extract_batch
from driftscan.stages.request import Request
from driftscan.workers.job import Limits
from driftscan.workers.supervise import Crew


def crew_for(request: Request) -> AbstractContextManager[Crew | None]:
    """A crew for what is staged: a few files have changed, surely. Else it may not be needed."""
    return prepared_crew(request.workers) if request.staged else nullcontext()


def prepared_crew(workers: int) -> Crew:
    """A worker that starts while nobody has found out yet what it will have to do."""
    crew = new_crew(workers)
    crew.prepare()
    return crew


def service_crew(workers: int) -> Crew:
    """A crew for all that a graph of services takes: manifests, what files say, and imports. Its
    workers start with the first job, and are at hand for what comes next."""
    from driftscan.extract.service_batch import extract_either

    return Crew(extract_either, Limits(workers=workers))


def new_crew(workers: int) -> Crew:
    """A crew whose workers start with their first job."""
    return Crew(extract_batch, Limits(workers=workers))
