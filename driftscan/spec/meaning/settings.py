"""The sections that are taken as they are: strategy, coverage and sources."""

from driftscan.model.spec import CoverageFloor, SourceSettings, Strategy
from driftscan.spec.shapes.file import FileShape
from driftscan.spec.shapes.sections import StrategyShape
from driftscan.spec.tree import Problems


def read_strategy(shape: StrategyShape | None) -> Strategy:
    """The strategy page."""
    if shape is None:
        return Strategy()
    return Strategy(
        owner=shape.owner,
        horizon=shape.horizon,
        problem=shape.problem,
        target=shape.target,
        bet=shape.bet,
        not_now=shape.not_now,
        measures=tuple((shape.measures or {}).items()),
    )


def read_coverage(file: FileShape, problems: Problems) -> CoverageFloor:
    """The declared minimum shares."""
    shape = file.coverage
    if shape is None:
        return CoverageFloor()
    return CoverageFloor(
        checked=shape.checked,
        assigned=shape.assigned,
        resolved=shape.resolved,
        line=problems.tree.position(("coverage",)).line,
    )


def read_sources(file: FileShape, problems: Problems) -> SourceSettings:
    """Which files belong to the scan."""
    shape = file.sources
    if shape is None:
        return SourceSettings()
    return SourceSettings(
        exclude=shape.exclude,
        include=shape.include,
        roots=shape.roots,
        tests=shape.tests,
        line=problems.tree.position(("sources",)).line,
    )
