"""References whose targets are not known, where a sentence would be read as if there were none."""

from collections.abc import Collection, Sequence

from driftscan.model.graph import Unresolved
from driftscan.report.audit.audited import Audit, Repository
from driftscan.report.audit.numbering import Numbering
from driftscan.report.audit.starting import listed
from driftscan.report.escape import path_text
from driftscan.report.terminal.layout import counted

_COMPUTED = "not-literal"
_SEVERAL = "ambiguous"
_NAMED = 3


def unknown_text(audit: Audit, numbering: Numbering, files: Collection[int]) -> str:
    """`; 55 further references in these files lead nowhere that is known, as app.php:14`: each of
    them may tie the circle of these files where nobody sees it. '' where there are none."""
    found = [
        (each, _place(each, repository.prefix))
        for repository, known in zip(audit.repositories, numbering.by_path, strict=True)
        for each in repository.coverage.unresolved_list
        if known.get(each.path) in files
    ]
    nowhere = [place for each, place in found if each.cause != _SEVERAL]
    several = [place for each, place in found if each.cause == _SEVERAL]
    return _leading(nowhere, "nowhere that is known") + _leading(several, "to one of several files")


def _leading(places: Sequence[str], where: str) -> str:
    if not places:
        return ""
    references = counted(len(places), "further reference")
    verb = "leads" if len(places) == 1 else "lead"
    return f"; {references} in these files {verb} {where}, as {places[0]}"


def computed_text(repository: Repository, elsewhere: Collection[bytes]) -> str:
    """`; what a.php:14 and b.php:50 load is computed and not held against it`, of product code.

    elsewhere: paths that are no product code."""
    loads = [
        each
        for each in repository.coverage.unresolved_list
        if each.cause == _COMPUTED and each.path not in elsewhere
    ]
    if not loads:
        return ""
    places = listed((_place(each, repository.prefix) for each in loads), _NAMED)
    verb = "loads" if len(loads) == 1 else "load"
    return f"; what {places} {verb} is computed and not held against it"


def _place(each: Unresolved, prefix: bytes) -> str:
    return f"{path_text(prefix + each.path)}:{each.line}"
