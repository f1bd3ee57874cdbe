"""tsconfig.json and jsconfig.json as facts: what decides how modules are found."""

from collections.abc import Iterator

from driftscan.extract.manifest.json import read_json
from driftscan.extract.tsconfig.keeping import KEEPING
from driftscan.extract.tsconfig.strictness import STRICTNESS
from driftscan.model.fact import FileFacts, SettingFact
from driftscan.notation.node import Node

_OPTIONS = ("baseUrl", "rootDir", "outDir", "declarationDir", "module", "moduleResolution")
_LISTS = ("rootDirs", "customConditions", "moduleSuffixes")
_FILES = ("files", "include", "exclude")


def extract(content: bytes) -> FileFacts:
    """Settings: `extends` (name), `references` (path), `files`, `include`, `exclude` (pattern each,
    '' where the list is empty), `paths` (pattern, targets...), and the options of `compilerOptions`
    that say where files are, how packages are read, whether imports of types are kept and whether
    null is checked."""
    if not content.strip():
        return FileFacts()
    document = read_json(content)
    if isinstance(document, FileFacts):
        return document
    options = document.get("compilerOptions")
    return FileFacts(
        settings=(
            *_extended(document.get("extends")),
            *(fact for key in _FILES for fact in _listed(document.get(key))),
            *_references(document.get("references")),
            *(fact for key in _OPTIONS for fact in _option(options.get(key))),
            *(fact for key in _LISTS for fact in _together(options.get(key))),
            *(fact for key in (*KEEPING, *STRICTNESS) for fact in _kept(options.get(key))),
            *_paths(options.get("paths")),
        )
    )


def _extended(node: Node) -> Iterator[SettingFact]:
    for each in [node, *node.elements()]:
        if each.text:
            yield SettingFact("extends", (each.text,), each.line)


def _listed(node: Node) -> Iterator[SettingFact]:
    if isinstance(node.value, list) and not node.value:
        yield SettingFact(node.name, ("",), node.line)
    for each in node.elements():
        if each.text:
            yield SettingFact(node.name, (each.text,), each.line)


def _references(node: Node) -> Iterator[SettingFact]:
    for each in node.elements():
        if path := each.get("path").text:
            yield SettingFact("references", (path,), each.line)


def _option(node: Node) -> Iterator[SettingFact]:
    if node.text:
        yield SettingFact(node.name, (node.text,), node.line)


def _kept(node: Node) -> Iterator[SettingFact]:
    if isinstance(node.value, bool) or node.text:
        keeps = node.value is True or node.text in ("preserve", "error")
        yield SettingFact(node.name, ("true" if keeps else "false",), node.line)


def _together(node: Node) -> Iterator[SettingFact]:
    if isinstance(node.value, list):
        texts = tuple(each.text for each in node.elements() if isinstance(each.value, str))
        yield SettingFact(node.name, texts, node.line)


def _paths(node: Node) -> Iterator[SettingFact]:
    if node.is_table:
        # Said even where it is empty: it hides what an extended file says.
        yield SettingFact("paths", (), node.line)
    for pattern, targets in node.entries():
        texts = tuple(each.text for each in targets.elements() if each.text)
        yield SettingFact("paths", (pattern, *texts), targets.line)
