"""A configuration of dependency-cruiser as values; a module of JavaScript is read, never run."""

from collections.abc import Iterator

from msgspec import Struct

from driftscan.migrate.documents import texts
from driftscan.migrate.migration import MAX_BYTES, ForeignFile, MigrationError
from driftscan.notation.javascript.module import JsDocument, parse_javascript
from driftscan.notation.node import Node

_NAMES = (".js", ".cjs", ".mjs", ".json")
SECTIONS = ("forbidden", "allowed", "required")
_PRESETS = ("dependency-cruiser/configs/recommended", "dependency-cruiser/configs/recommended-")
_SEVERITIES = {"error": "error", "ignore": "ignore"}


class CruiserRule(Struct, frozen=True):
    """One rule. section: 'forbidden', 'allowed' or 'required'. severity: a spec's, or 'ignore'."""

    section: str
    node: Node
    name: str
    severity: str

    @property
    def source(self) -> Node:
        """What it says of the module that depends."""
        return self.node.get("from")

    @property
    def target(self) -> Node:
        """What it says of the module that is depended on."""
        return self.node.get("to")

    @property
    def is_about_folders(self) -> bool:
        """Whether it holds folders against each other, not files."""
        return self.node.get("scope").text == "folder"


class Config(Struct, frozen=True):
    """A whole file. directory: what its paths are relative to; the place it is run from."""

    document: JsDocument
    directory: str

    @property
    def node(self) -> Node:
        """The exported object."""
        return self.document.node

    def rules(self, section: str) -> Iterator[CruiserRule]:
        """Rules of a section, in their order."""
        default = self.node.get("allowedSeverity").text if section == "allowed" else ""
        for node in self.node.get(section).elements():
            if not node.is_table:
                continue
            severity = node.get("severity").text or default or "warn"
            yield CruiserRule(
                section,
                node,
                node.get("name").text or "unnamed",
                _SEVERITIES.get(severity, "warning"),
            )

    @property
    def presets(self) -> list[str]:
        """Those of its own rule sets that are extended."""
        return [text for text in texts(self.node.get("extends")) if is_preset(text)]

    @property
    def via(self) -> str:
        """Without tsPreCompilationDeps what only types need does not count."""
        value = self.node.get("options", "tsPreCompilationDeps").value
        return "" if value else "runtime import"


def is_preset(text: str) -> bool:
    """Whether an extended file is one that dependency-cruiser brings."""
    return text.startswith(_PRESETS)


def is_configuration(name: str, content: bytes) -> bool:
    """Whether a file is of dependency-cruiser, by what it exports."""
    if not name.endswith(_NAMES) or len(content) > MAX_BYTES:
        return False
    signs = (b"forbidden", b"allowed", b"required", b"dependency-cruiser")
    if not any(sign in content for sign in signs):
        return False
    return _has_rules(parse_javascript(content).node) or "dependency-cruiser" in name


def _has_rules(node: Node) -> bool:
    if any(is_preset(text) for text in texts(node.get("extends"))):
        return True
    listed = (each for section in SECTIONS for each in node.get(section).elements())
    rules = [each for each in listed if each.is_table]
    return bool(rules) and all(rule.get("to") or rule.get("module") for rule in rules)


def read_config(file: ForeignFile) -> Config:
    """The configuration. Raises MigrationError where there is nothing to move."""
    document = parse_javascript(file.content)
    config = Config(document, file.directory)
    if any(config.node.get(section) for section in (*SECTIONS, "extends")):
        return config
    line = document.unread[0].line if document.unread else 1
    raise MigrationError(
        f"{file.name}:{line}: exports no rules that can be read as data; code is not run, so write "
        "them as an object, for example with `depcruise --init`"
    )
