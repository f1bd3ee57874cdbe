"""protect: only some components may depend on the target."""

from collections.abc import Iterator

from driftscan.checks.boundary import Boundary, direct_crossings
from driftscan.checks.external_uses import uses_of_externals
from driftscan.checks.question import CheckInput
from driftscan.model.finding import Finding
from driftscan.model.rule import Protect


def check(question: CheckInput, rule: Protect) -> Iterator[Finding]:
    """One finding for each dependency on the target by a module that may not use it.

    Each component of the target may use itself, with all that is nested in it, but not the other
    components of the target. Modules without a component may not use it, for protection that
    only some must respect protects nothing. What gets there through a component that may use it
    is no finding: that is what the rule allows.
    """
    classes = _Classes(question, rule)
    boundary = Boundary(classes.names, classes.class_of, classes.forbids, classes.because)
    yield from direct_crossings(question, rule, boundary)
    yield from uses_of_externals(
        question, rule, classes.is_stranger, _because(rule, "no module", "it")
    )


class _Classes:
    """Modules that the rule treats alike: under the same protected components, or none, and
    either allowed to use the others or not."""

    def __init__(self, question: CheckInput, rule: Protect) -> None:
        self.rule = rule
        territory = question.territory
        users = {at for name in rule.users.components for at in territory.extent(name)}
        protected: list[tuple[str, ...]] = [()] * len(question.graph.modules)
        # The component with the fewest modules first: of nested ones the inner.
        extents = {name: territory.extent(name) for name in rule.target.components}
        for name in sorted(extents, key=lambda each: (len(extents[each]), each)):
            for position in extents[name]:
                protected[position] += (name,)
        numbers: dict[tuple[tuple[str, ...], bool], int] = {}
        self.class_of = [
            numbers.setdefault((names, position in users), len(numbers))
            for position, names in enumerate(protected)
        ]
        self._classes = list(numbers)
        self.names = [names[0] if names else "" for names, _ in self._classes]
        self.may_not = {number for number, (_, may) in enumerate(self._classes) if not may}

    def forbids(self, source: int, target: int) -> bool:
        """Whether a module of the first class may not use one of the second."""
        return source in self.may_not and bool(self._entered(source, target))

    def is_stranger(self, position: int) -> bool:
        """Whether the module is none of those that may use the target."""
        return self.class_of[position] in self.may_not

    def because(self, source: int, target: int) -> str:
        """What the rule says about the innermost component that the dependency leads into."""
        return _because(self.rule, "nothing else", self._entered(source, target)[0])

    def _entered(self, source: int, target: int) -> list[str]:
        inside = self._classes[source][0]
        return [name for name in self._classes[target][0] if name not in inside]


def _because(rule: Protect, nothing: str, what: str) -> str:
    who = f"only {rule.users.text}" if rule.users.text else nothing
    return f"{who} may use {what}"
