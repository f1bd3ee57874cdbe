"""Arrows with a day: `expect`, what is to come, and `deprecate`, what is to go."""

from driftscan.model.rule import Deprecate, Expect
from driftscan.spec.meaning.arrows import (
    full_arrow,
    read_arrow,
    refuse_dev_external,
    refuse_itself,
    refuse_no_external,
    source_side,
    target_side,
)
from driftscan.spec.meaning.names import Names
from driftscan.spec.meaning.rule_head import kinds_of, rule_head
from driftscan.spec.shapes.demands import DeprecateShape
from driftscan.spec.shapes.rules import ExpectShape
from driftscan.spec.tree import Path, Problems


def read_expect(shape: ExpectShape, path: Path, names: Names, problems: Problems) -> Expect | None:
    """What is planned, and the day from which its absence counts."""
    place = (*path, "expect")
    arrow = full_arrow(read_arrow(shape.expect, place, problems), place, problems)
    if arrow is None:
        return None
    refuse_no_external(arrow, place, problems)
    refuse_dev_external(arrow, place, problems)
    source = source_side(arrow.sources, place, names, problems)
    target = target_side(arrow.targets, place, names, problems)
    refuse_itself(arrow, source, target, place, problems)
    return Expect(
        head=rule_head(shape, f"expect {arrow.text}", path, problems),
        source=source,
        target=target,
        via=kinds_of(shape.via, path, problems),
        by=shape.by,
    )


def read_deprecate(
    shape: DeprecateShape, path: Path, names: Names, problems: Problems
) -> Deprecate | None:
    """What is to go, and the last day on which it is only a warning."""
    place = (*path, "deprecate")
    arrow = full_arrow(read_arrow(shape.deprecate, place, problems), place, problems)
    if arrow is None:
        return None
    refuse_no_external(arrow, place, problems)
    source = source_side(arrow.sources, place, names, problems)
    target = target_side(arrow.targets, place, names, problems)
    refuse_itself(arrow, source, target, place, problems)
    return Deprecate(
        head=rule_head(shape, f"deprecate {arrow.text}", path, problems),
        source=source,
        target=target,
        via=kinds_of(shape.via, path, problems),
        by=shape.by,
    )
