"""An entry of `rules` that asks what the spec itself says."""

from driftscan.model.rule import Every
from driftscan.spec.meaning.names import Names
from driftscan.spec.meaning.rule_head import rule_head
from driftscan.spec.meaning.validity import repeated
from driftscan.spec.problem import quoted
from driftscan.spec.shapes.demands import EveryShape
from driftscan.spec.tree import Path, Problems


def read_every(shape: EveryShape, path: Path, _names: Names, problems: Problems) -> Every:
    """What is asked of each thing; the words in the order written."""
    asked = shape.every
    demands = {
        "rule": asked.rule,
        "component": asked.component,
        "exception": asked.exception,
        "service": asked.service,
    }
    place = (*path, "every")
    if not any(demands.values()):
        problems.add(place, "'every' asks for nothing; write for example every: {rule: [owner]}")
    for thing, words in demands.items():
        for word in repeated(words):
            problems.add((*place, thing), f"{quoted(word)} is named twice; name it once")
    for key, value in (("tests", shape.tests), ("generated", shape.generated)):
        if not value:
            problems.add(
                (*path, key),
                f"'{key}' does not fit this every rule, which speaks of no code; remove it",
            )
    parts = [f"{thing} {', '.join(words)}" for thing, words in demands.items() if words]
    return Every(
        head=rule_head(shape, f"every {'; '.join(parts)}", path, problems),
        rule=asked.rule,
        component=asked.component,
        exception=asked.exception,
        service=asked.service,
    )
