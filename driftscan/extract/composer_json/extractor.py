"""composer.json as facts.

A PSR-4 directory is a source root with its namespace as prefix. Settings: `psr-0` (prefix,
directory); `files` (one path); `dev` (one path, of autoload-dev, so of test code); `provides` (name
of a package that this one stands in for); programs (`bin`).
"""

from collections.abc import Iterator

from driftscan.extract.composer_json.autoload import (
    CLASSMAP,
    FILES,
    PSR_0,
    PSR_4,
    places,
    prefixes,
)
from driftscan.extract.manifest.directory import clean_directory
from driftscan.extract.manifest.harvest import shortened, unreadable
from driftscan.model.fact import (
    PROGRAM,
    FileFacts,
    Problem,
    ProjectFact,
    RequirementFact,
    SettingFact,
    SourceRootFact,
)
from driftscan.notation.json import parse_json
from driftscan.notation.node import Node
from driftscan.notation.unreadable import UnreadableTextError

_SCOPES = {"require": "runtime", "require-dev": "dev", "suggest": "optional"}
_SECTIONS = ("autoload", "autoload-dev")


def extract(content: bytes, /) -> FileFacts:
    """Facts of one composer.json."""
    try:
        document = parse_json(content)
    except UnreadableTextError as error:
        return unreadable(error.code, error.reason, error.line)
    if not document.is_table:
        return unreadable("unexpected-value", "the document should be a table", 1)
    return FileFacts(
        projects=(ProjectFact(document.get("name").text, max(document.get("name").line, 1)),),
        requirements=tuple(_requirements(document)),
        source_roots=tuple(_roots(document)),
        settings=tuple(_settings(document)),
        problems=tuple(_problems(document)),
    )


def _requirements(document: Node) -> Iterator[RequirementFact]:
    for section, scope in _SCOPES.items():
        for name, asked in document.get(section).entries():
            if "/" in name or name.startswith("ext-"):
                yield RequirementFact(name, asked.line, scope)


def _roots(document: Node) -> Iterator[SourceRootFact]:
    for section in _SECTIONS:
        for prefix, directory in prefixes(document.get(section), PSR_4):
            cleaned = clean_directory(directory.text)
            if cleaned is not None:
                dotted = prefix.strip("\\").replace("\\", ".")
                yield SourceRootFact(cleaned, directory.line, prefix=dotted)


def _settings(document: Node) -> Iterator[SettingFact]:
    for section in _SECTIONS:
        autoload = document.get(section)
        for prefix, directory in prefixes(autoload, PSR_0):
            if (cleaned := clean_directory(directory.text)) is not None:
                yield SettingFact("psr-0", (prefix, cleaned), directory.line)
        for file in places(autoload, FILES):
            if (cleaned := clean_directory(file.text)) is not None:
                yield SettingFact("files", (cleaned,), file.line)
    for place in _dev_places(document.get("autoload-dev")):
        if (cleaned := clean_directory(place.text)) is not None:
            yield SettingFact("dev", (cleaned,), place.line)
    yield from _programs(document.get("bin"))
    for name, said in document.get("replace").entries():
        yield SettingFact("provides", (name,), said.line)


def _programs(listed: Node) -> Iterator[SettingFact]:
    """`bin`: one file, or a list of them."""
    for file in [listed] if listed.text else listed.elements():
        if file.text:
            yield SettingFact(PROGRAM, ("composer-bin", file.text.rpartition("/")[2]), file.line)


def _dev_places(autoload: Node) -> Iterator[Node]:
    for standard in (PSR_4, PSR_0):
        for _, directory in prefixes(autoload, standard):
            yield directory
    for kind in (CLASSMAP, FILES):
        yield from places(autoload, kind)


def _problems(document: Node) -> Iterator[Problem]:
    for key in (*_SCOPES, *_SECTIONS, "replace"):
        section = document.get(key)
        if section and not section.is_table and section.value != []:
            message = f"{shortened(key)} should be a table"
            yield Problem("unexpected-value", message, section.line)
