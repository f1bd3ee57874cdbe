"""Test code as the spec declares it, instead of by each language's conventions."""

from collections.abc import Sequence

from msgspec.structs import replace

from driftscan.graph.paths import parse_pattern
from driftscan.model.graph import Module
from driftscan.model.spec import SourceSettings
from driftscan.stages.map import Map


def with_declared_tests(modules: Sequence[Module], settings: SourceSettings) -> Sequence[Module]:
    """The modules, those that `sources: {tests: ...}` names, and no others, marked as test code."""
    if settings.tests is None:
        return modules
    patterns = [parse_pattern(glob) for glob in settings.tests]
    marks = [any(pattern.matches(module.path) for pattern in patterns) for module in modules]
    return [
        module if module.is_test == mark else replace(module, is_test=mark)
        for module, mark in zip(modules, marks, strict=True)
    ]


def unmatched_tests(system: Map) -> list[str]:
    """One message for each declared glob of test code that fits no module."""
    settings = system.spec.sources
    return [
        f"{system.spec.file}:{settings.line}: sources: tests: no module is at '{glob}'; correct "
        "the path, or remove it"
        for glob in settings.tests or ()
        if not any(parse_pattern(glob).matches(module.path) for module in system.graph.modules)
    ]
