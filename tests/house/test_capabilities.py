"""The catalogue of capabilities is sound, says nothing twice, and stands on its page."""

import os
from collections import defaultdict

import pytest

from driftscan.model.capability import Capability
from driftscan.report import capabilities_json
from driftscan.spec.catalogue.folder import capability_names
from driftscan.spec.catalogue.load import load_capability, load_catalogue
from tests.house.capabilities_page import PAGE, catalogue_part

MARK = "<!-- made of rules/capabilities by `UPDATE_GOLDEN=1 pytest tests/house` -->\n"
_WANTED = (
    *("http-client", "http-server", "orm", "jobs", "messaging", "cache", "authentication"),
    *("config", "validation", "logging", "dates", "money", "retries", "feature-flags", "tests"),
)


@pytest.mark.parametrize("name", capability_names())
def test_a_file_is_well_formed(name: str) -> None:
    capability = load_capability(name)
    assert capability.solutions
    assert capability.about.endswith(".")
    for solution in capability.solutions:
        # A starter is known in manifests, and used under the names of what it starts.
        is_starter = solution.explicit and (solution.family != solution.package or solution.purpose)
        assert solution.imports or is_starter, solution.package
        assert all(each == each.strip() and each for each in solution.imports), solution.package


def test_the_catalogue_has_what_was_asked_for() -> None:
    capabilities = load_catalogue().capabilities
    packages = {(s.section, s.package) for each in capabilities for s in each.solutions}
    assert {each.name for each in capabilities} >= set(_WANTED)
    assert len(packages) >= 5_000


def test_no_name_in_code_means_two_things() -> None:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for capability in load_catalogue().capabilities:
        for solution in capability.solutions:
            for name in solution.imports:
                found[solution.language, name].append(f"{capability.name}: {solution.package}")
    assert {name: said for name, said in found.items() if len(said) > 1} == {}


@pytest.mark.parametrize("name", capability_names())
def test_what_works_together_is_there(name: str) -> None:
    assert _unknown_neighbours(load_capability(name)) == []


@pytest.mark.parametrize("name", capability_names())
def test_what_stands_for_another_does_not_stand_on_it(name: str) -> None:
    """What works with another is no substitute for it. `beside` all is said of what comes with a
    language, which others may replace: `java.time`."""
    capability = load_capability(name)
    near = {(s.language, s.family, other) for s in capability.solutions for other in s.beside}
    both = [
        f"{one} and {other}"
        for group in capability.substitutes
        for one in sorted(group.families)
        for other in sorted(group.families)
        if (group.language, one, other) in near
    ]
    assert both == []


def _unknown_neighbours(capability: Capability) -> list[str]:
    families = {(s.language, s.family) for s in capability.solutions}
    return [
        f"{solution.package}: {other}"
        for solution in capability.solutions
        for other in solution.beside
        if other != "*" and (solution.language, other) not in families
    ]


def test_the_page_is_made_of_the_catalogue() -> None:
    page = PAGE.read_text("utf-8")
    written, mark, _ = page.partition(MARK)
    assert mark
    if os.environ.get("UPDATE_GOLDEN"):
        PAGE.write_text(written + mark + catalogue_part(), "utf-8")
    assert PAGE.read_text("utf-8") == written + mark + catalogue_part()


def test_every_key_of_the_json_is_on_its_page() -> None:
    page = (PAGE.with_name("json.md")).read_text("utf-8")
    section = page.partition("driftscan.capabilities/1\n")[2].partition("\n## ")[0]
    documents = (
        capabilities_json.CapabilitiesJson,
        capabilities_json.WayTakenJson,
        capabilities_json.WayUserJson,
        capabilities_json.SiteJson,
    )
    keys = {name for document in documents for name in document.__struct_fields__}
    assert sorted(key for key in keys if f"`{key}`" not in section) == []


@pytest.mark.parametrize("name", capability_names())
def test_a_package_and_its_additions_are_one_family(name: str) -> None:
    """A family that is called by a package's own short name, without that package, would compete
    with it: `testcontainers` once did with `org.testcontainers:testcontainers`."""
    solutions = load_capability(name).solutions
    packages = {(each.language, each.package) for each in solutions}
    makers = {
        (each.language, each.family, _maker(each.package))
        for each in solutions
        if (each.language, each.family) not in packages
    }
    apart = [
        f"{each.package} is not of {own}"
        for each in solutions
        for own in [each.package.rpartition(":")[2].rpartition("/")[2]]
        if each.family != own and (each.language, own, _maker(each.package)) in makers
    ]
    assert apart == []


@pytest.mark.parametrize("name", capability_names())
def test_an_addition_does_not_take_its_family_out_of_the_contest(name: str) -> None:
    """`beside: "*"` speaks of the whole family: said of an addition alone it once let Doctrine,
    MyBatis and Thymeleaf compete with nobody."""
    beside: dict[tuple[str, str], set[bool]] = defaultdict(set)
    for each in load_capability(name).solutions:
        if each.imports:
            beside[each.language, each.family].add("*" in each.beside)
    assert [family for family, said in beside.items() if len(said) > 1] == []


def _maker(package: str) -> str:
    """Who makes a package, as far as its name tells: `org.testcontainers`, `spatie`."""
    owner = package.rpartition(":")[0] or package.rpartition("/")[0]
    return ".".join(owner.split(".")[:2])
