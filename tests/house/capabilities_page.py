"""docs/capabilities.md, made of the files in rules/capabilities/."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from driftscan.model.capability import LANGUAGE_OF, STANDARD, Capability, Solution
from driftscan.spec.catalogue.load import load_catalogue

PAGE = Path(__file__).parents[2] / "docs" / "capabilities.md"
_TITLES = {
    "pypi": "PyPI",
    "npm": "npm",
    "maven": "Maven",
    "go": "Go modules",
    "nuget": "NuGet",
    "packagist": "Packagist",
    "rubygems": "RubyGems",
    "crates": "crates.io",
}


def catalogue_part() -> str:
    """All that is made: what stands below the marker in the page."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    catalogue = load_catalogue()
    every = {(s.section, s.package) for c in catalogue.capabilities for s in c.solutions}
    yield f"{len(catalogue.capabilities)} capabilities, {len(every):,} packages and parts of them."
    for capability in catalogue.capabilities:
        yield ""
        yield f"### `{capability.name}`: {capability.title}"
        yield ""
        yield capability.about + (" Imports of test code count." if capability.tests else "")
        yield ""
        yield from _packages(capability)


def _packages(capability: Capability) -> Iterator[str]:
    by_section: dict[str, list[Solution]] = defaultdict(list)
    for solution in capability.solutions:
        by_section[solution.section].append(solution)
    for section, solutions in by_section.items():
        title = _TITLES.get(section, f"{LANGUAGE_OF[section]}, standard library")
        assert section in _TITLES or section in STANDARD
        yield f"- {title}: {'; '.join(_groups(solutions))}"


def _groups(solutions: list[Solution]) -> Iterator[str]:
    purposes: dict[str, list[str]] = defaultdict(list)
    for solution in solutions:
        purposes[solution.purpose].append(f"`{solution.package}`")
    for purpose, packages in purposes.items():
        yield f"{purpose}: {', '.join(packages)}" if purpose else ", ".join(packages)
