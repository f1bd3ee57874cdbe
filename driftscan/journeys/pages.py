"""Ask a system for the pages that are read aloud: the brief, and the review of the week."""

from driftscan.model.page import Page
from driftscan.pipeline import scan_with_map
from driftscan.stages.briefing import one_page_of
from driftscan.stages.progress import Progress, advance, step
from driftscan.stages.request import Request
from driftscan.stages.reviewing import agenda_of


def one_page(request: Request, progress: Progress | None = None) -> Page:
    """What somebody who reads no code should know of a system."""
    system, found = scan_with_map(request, progress)
    with step(progress, "Reading the history"):
        return one_page_of(system, found, request, advance(progress))


def week_in_review(request: Request, progress: Progress | None = None, days: int = 7) -> Page:
    """What a review of the last days should speak about."""
    system, found = scan_with_map(request, progress)
    with step(progress, "Reading the history"):
        return agenda_of(system, found, request, days)
