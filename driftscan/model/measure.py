"""The measures that a spec may set goals for: what each counts, and which way is better."""

from msgspec import Struct

LOWER, HIGHER, NEITHER = "lower", "higher", ""
COUNT, SHARE = "count", "share"
CODE, SERVICES, CHANGES = "code", "services", "changes"


class Measure(Struct, frozen=True, kw_only=True):
    """One of the catalogue.

    unit: a count, or a share of a whole. better: 'lower', 'higher', '' where neither is.
    needs: what has to be looked at for it beside the findings: 'code', 'services', 'changes'.
    meaning: what is counted, in a sentence.
    """

    name: str
    unit: str
    better: str
    needs: str
    meaning: str


def _count(name: str, better: str, meaning: str, needs: str = CODE) -> Measure:
    return Measure(name=name, unit=COUNT, better=better, needs=needs, meaning=meaning)


def _share(name: str, better: str, meaning: str, needs: str = CODE) -> Measure:
    return Measure(name=name, unit=SHARE, better=better, needs=needs, meaning=meaning)


CATALOGUE = {
    each.name: each
    for each in (
        _count(
            "findings", LOWER, "findings that no exception covers, those of a baseline included"
        ),
        _count(
            "cross_component_dependencies",
            LOWER,
            "dependencies from a module of one component to a module of another, tests aside",
        ),
        _count(
            "component_dependencies",
            LOWER,
            "ordered pairs of components of which the first depends on the second, tests aside",
        ),
        _count("cyclic_components", LOWER, "components that depend on themselves through others"),
        _count("cyclic_modules", LOWER, "modules that import themselves through others"),
        _count("modules", NEITHER, "modules, tests included"),
        _count("external_packages", NEITHER, "packages used from outside, standard library aside"),
        _count(
            "job_runners", LOWER, "packages from outside that run jobs: celery, sidekiq, Quartz..."
        ),
        _share("assigned", HIGHER, "modules that belong to a component, of all modules"),
        _share("unresolved", LOWER, "references without target, of those that point into the code"),
        _count("unread_files", LOWER, "files that could not be read to their end"),
        _count("services", NEITHER, "services that are part of the system", SERVICES),
        _count(
            "service_calls", NEITHER, "pairs of services of which one calls the other", SERVICES
        ),
        _count(
            "shared_data_sets", LOWER, "data sets that services of several code bases use", SERVICES
        ),
        _count(
            "changes", NEITHER, "commits of the first-parent line in the 90 days before", CHANGES
        ),
        _share(
            "cross_component_changes",
            LOWER,
            "changes that touch several components, of those that touch any",
            CHANGES,
        ),
    )
}


class Goal(Struct, frozen=True, kw_only=True):
    """What a spec wants a measure to be.

    relation: '<=', '>=', '<', '>' or '='. bound: a count, or a share from 0 to 1. text: as written.
    """

    measure: str
    relation: str
    bound: float
    text: str
    line: int = 0

    def is_met(self, value: float) -> bool:
        """Whether a value is what is wanted."""
        return {
            "<=": value <= self.bound,
            ">=": value >= self.bound,
            "<": value < self.bound,
            ">": value > self.bound,
            "=": value == self.bound,
        }[self.relation]
