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
