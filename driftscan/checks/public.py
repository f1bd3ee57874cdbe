"""public: from outside, only the declared modules of a component may be used."""

from collections.abc import Iterator

from driftscan.checks.findings import direct_finding
from driftscan.checks.question import CheckInput, kinds_of
from driftscan.checks.wording import verb
from driftscan.model.finding import Finding
from driftscan.model.rule import Public


def check(question: CheckInput, rule: Public) -> Iterator[Finding]:
    """One finding for each dependency from outside on a module that is not declared public.

    Outside is every module that is not under the component's paths, those without a component
    included: an interface that only some must respect protects nothing.
    """
    modules, kinds = question.graph.modules, kinds_of(rule.via)
    inside = set(question.territory.extent(rule.component))
    public = {position for found in public_modules(question, rule).values() for position in found}
    hidden = inside - public
    for dependency in question.graph.internal:
        source, target = dependency.source, dependency.target
        if target in hidden and source not in inside and dependency.kind in kinds:
            does = f"{modules[source].id} {verb(dependency.kind)} {modules[target].id}"
            message = f"{does}, which is not part of the public interface of {rule.component}."
            yield direct_finding(question, rule, dependency, message)


def public_modules(question: CheckInput, rule: Public) -> dict[str, list[int]]:
    """Modules for each declared name; [] where a name means none.

    A name is exactly one module (`common.api` is not what is inside the package `common.api`);
    `common.api.*` is everything inside and the package too. Names may leave out the package that
    all modules of the component have in common.
    """
    tree = question.package_tree(rule.component)
    by_parts: dict[tuple[str, ...], list[int]] = {}
    for position, parts in tree.parts.items():
        by_parts.setdefault(parts, []).append(position)
    base = tree.base

    def find(name: str) -> list[int]:
        wanted = tuple(name.removesuffix(".*").split("."))
        for candidate in (wanted, (*base, *wanted)):
            found = by_parts.get(candidate, [])
            if name.endswith(".*"):
                found = [
                    p for parts, ps in by_parts.items() if _below(parts, candidate) for p in ps
                ]
            if found:
                return sorted(found)
        return []

    return {name: find(name) for name in rule.modules}


def _below(parts: tuple[str, ...], package: tuple[str, ...]) -> bool:
    return parts[: len(package)] == package
