"""composer.lock as facts: a setting `package` for each, with its name and its namespaces."""

from collections.abc import Iterator

from driftscan.extract.composer_json.autoload import PSR_0, PSR_4, prefixes
from driftscan.extract.manifest.harvest import unreadable
from driftscan.model.fact import FileFacts, SettingFact
from driftscan.notation.json import parse_json
from driftscan.notation.node import Node
from driftscan.notation.unreadable import UnreadableTextError

_LISTS = ("packages", "packages-dev")


def extract(content: bytes, /) -> FileFacts:
    """Facts of one composer.lock; a package that lists no namespace is left out."""
    try:
        document = parse_json(content)
    except UnreadableTextError as error:
        return unreadable(error.code, error.reason, error.line)
    found = [
        SettingFact("package", (package.get("name").text, *spaces), package.get("name").line)
        for each in _LISTS
        for package in document.get(each).elements()
        if package.get("name").text and (spaces := _namespaces(package))
    ]
    return FileFacts(settings=tuple(found))


def _namespaces(package: Node) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, _prefixes(package.get("autoload")))))


def _prefixes(autoload: Node) -> Iterator[str]:
    for standard in (PSR_4, PSR_0):
        for prefix, _ in prefixes(autoload, standard):
            yield prefix.rstrip("\\")
