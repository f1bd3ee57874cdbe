"""private: what has a private name is used only inside the package that holds it."""

import re
from collections.abc import Iterator
from fnmatch import translate

from driftscan.checks.findings import direct_finding
from driftscan.checks.question import CheckInput, kinds_of
from driftscan.checks.wording import verb
from driftscan.model.finding import Finding
from driftscan.model.graph import Module
from driftscan.model.rule import Private

_DUNDER = re.compile(r"__\w*__")

Parts = tuple[str, ...]


def check(question: CheckInput, rule: Private) -> Iterator[Finding]:
    """One finding for each dependency on a private module, or into a private package, by a module
    outside the package that holds it.

    Of several private packages around a module each keeps out what is outside the package that
    holds it; the message names the outermost that does. Packages of the same name are one,
    whatever their source roots; what has no package above it may be used in its own source root.
    """
    modules, kinds = question.graph.modules, kinds_of(rule.via)
    private = private_modules(question, rule)
    for dependency in question.graph.internal:
        if dependency.target in private and dependency.kind in kinds:
            source, target = modules[dependency.source], modules[dependency.target]
            own = tuple(source.name.split("."))
            for length in private[dependency.target]:
                parts = tuple(target.name.split("."))
                if not _inside(source, own, target, parts[:length]):
                    does = f"{source.id} {verb(dependency.kind)} {target.id}"
                    message = f"{does}{_because(target, parts, length)}."
                    yield direct_finding(question, rule, dependency, message)
                    break


def private_modules(question: CheckInput, rule: Private) -> dict[int, list[int]]:
    """Private modules, each with the lengths of the package names that hold a private part.

    The outermost first; a module of the name `a._b.c._d` has [1, 3].
    """
    matches = re.compile("|".join(map(translate, rule.named))).match
    found: dict[int, list[int]] = {}
    for position in {at for name in rule.components for at in question.territory.extent(name)}:
        parts = question.graph.modules[position].name.split(".")
        lengths = [
            length
            for length, part in enumerate(parts)
            if matches(part) and not _DUNDER.fullmatch(part)
        ]
        if lengths:
            found[position] = lengths
    return found


def _inside(source: Module, own: Parts, target: Module, package: Parts) -> bool:
    return own[: len(package)] == package if package else source.root == target.root


def _because(target: Module, parts: Parts, length: int) -> str:
    where = ".".join(parts[:length]) or f"the source root {target.root or '.'}"
    is_itself = length + 1 == len(parts)
    private = ", which" if is_itself else f": {'.'.join(parts[: length + 1])}"
    return f"{private} may be used only inside {where}"
