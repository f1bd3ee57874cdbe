"""What is read of services, and every key of its JSON, is on its page."""

import re
from pathlib import Path

import pytest
import yaml
from msgspec.structs import fields

from driftscan.extract.service_registry import SERVICE_EXTRACTORS
from driftscan.model.service_graph import SERVICE_KINDS
from driftscan.report import service_json

_REPOSITORY = Path(__file__).parents[2]
_PAGE = (_REPOSITORY / "docs" / "service-libraries.md").read_text("utf-8")
_SECTIONS = {
    "Python": ("python",),
    "JavaScript and TypeScript": ("javascript",),
    "Java and Kotlin": ("java", "kotlin", "jvm"),
    "Go": ("go",),
    "C#": ("csharp",),
    "PHP": ("php",),
    "Ruby": ("ruby",),
    "Rust": ("rust",),
}


@pytest.mark.parametrize("reader", SERVICE_EXTRACTORS)
def test_a_reader_is_on_the_page(reader: str) -> None:
    assert f"`{reader}`" in _PAGE


@pytest.mark.parametrize("title", _SECTIONS)
def test_a_library_with_a_case_is_on_the_page(title: str) -> None:
    section = _PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0].lower()
    libraries = {name for folder in _SECTIONS[title] for name in _libraries(folder)}
    assert libraries
    assert sorted(name for name in libraries if f"`{name.lower()}`" not in section) == []


def _libraries(folder: str) -> set[str]:
    cases = _REPOSITORY / "driftscan" / "extract" / folder / "services" / "cases"
    facts = [
        line
        for file in cases.glob("*.yaml")
        for row in yaml.safe_load(file.read_text())
        for line in row.get("facts", ())
    ]
    return {name for line in facts for name in re.findall(r"(?:client|framework)=(\S+)", line)}


def test_the_page_speaks_of_no_folder_that_is_gone() -> None:
    folders = {name for names in _SECTIONS.values() for name in names}
    extract = _REPOSITORY / "driftscan" / "extract"
    found = {path.parent.parent.name for path in extract.glob("*/services/cases")}
    assert found <= folders


_DOCUMENTS = (
    service_json.ServiceGraphJson,
    service_json.ServiceJson,
    service_json.ServiceEdgeJson,
    service_json.DatastoreJson,
    service_json.AccessJson,
    service_json.DataSetJson,
    service_json.LostCallJson,
    service_json.OutsideJson,
    service_json.LibraryJson,
    service_json.WayJson,
)


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda document: document.__name__)
def test_every_key_is_on_the_page(document: type[service_json.ServiceGraphJson]) -> None:
    page = (_REPOSITORY / "docs" / "json.md").read_text("utf-8")
    section = page.partition("driftscan.services/1\n")[2].partition("\n## ")[0]
    assert [each.name for each in fields(document) if f"`{each.name}`" not in section] == []


def test_kinds_are_those_of_the_pages() -> None:
    """The model, the reference of the JSON and the page about services know the same kinds."""
    docs = _REPOSITORY / "docs"
    row = (docs / "json.md").read_text("utf-8").partition("### `services`\n")[2]
    told = row.partition("| `kind` |")[2].partition(":")[0]
    assert re.findall(r"`(\w+)`", told) == list(SERVICE_KINDS)
    table = (docs / "services.md").read_text("utf-8").partition("| kind | what it is |\n")[2]
    rows = table.partition("\n\n")[0].splitlines()[1:]
    explained = {word for line in rows for word in re.findall(r"`(\w+)`", line.split("|")[1])}
    assert explained == set(SERVICE_KINDS)
