"""Which files are product code: what a change of cost, or a circle, would be told of to somebody
who works on the system."""

from collections.abc import Mapping

from driftscan.model.cost import FileCost
from driftscan.report.audit.audited import Repository
from driftscan.report.audit.documents import FileJson
from driftscan.report.audit.numbering import Numbering


def ranked_product(
    repository: Repository, known: Mapping[bytes, int], numbering: Numbering
) -> list[FileCost]:
    """The costliest first; without what the language calls a test, whatever its path says, and
    without what a program or others wrote: nobody would change that to make it cheaper."""
    return [
        file
        for file in (repository.costs.files if repository.costs else ())
        if file.path not in known or is_product(numbering.files[known[file.path]])
    ]


def others_in(repository: Repository, first: int, numbering: Numbering) -> frozenset[int]:
    """Positions of modules that are no product code: tests, what programs or others wrote, copies,
    and, where there is a history, what it does not rank, as bundles of scripts and documentation,
    but for code that stands beside translations or stands in for something while it is run."""
    has_history = repository.costs is not None
    return frozenset(
        at
        for at in range(len(repository.graph.modules))
        if not is_product(numbering.files[first + at])
        or (
            has_history
            and numbering.costs[first + at] is None
            and at not in repository.beside_words
            and at not in repository.stand_ins
        )
    )


def is_product(file: FileJson) -> bool:
    """Neither a test nor written by a program or by others, nor a copy that nothing builds."""
    return not (file.test or file.generated or file.vendored or file.copied)
