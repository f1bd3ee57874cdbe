"""`decisions`: what was decided when, and the measures that it was to move."""

from driftscan.model.measure import CATALOGUE
from driftscan.model.spec import Decision
from driftscan.spec.problem import quoted
from driftscan.spec.shapes.sections import DecisionShape
from driftscan.spec.tree import Path, Problems


def read_decision(shape: DecisionShape, path: Path, problems: Problems) -> Decision:
    """A decision; the measures it names must be there."""
    for number, name in enumerate(shape.measures):
        if name not in CATALOGUE:
            problems.add(
                (*path, "measures", number),
                f"there is no measure called {quoted(name)}",
                name,
                tuple(CATALOGUE),
                "docs/drift.md lists them",
            )
    return Decision(
        title=shape.decision,
        date=shape.date,
        record=shape.adr,
        measures=shape.measures,
        source="the spec",
        line=problems.tree.position(path).line,
    )
