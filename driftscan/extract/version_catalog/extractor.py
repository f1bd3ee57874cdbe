"""libs.versions.toml as facts: which library each name stands for."""

import re

from driftscan.extract.manifest.toml import read_toml
from driftscan.model.fact import FileFacts, SettingFact
from driftscan.notation.node import Node


def extract(content: bytes) -> FileFacts:
    """Settings: `catalog` (name as build files write it, `libs.a.b`; group:artifact)."""
    document = read_toml(content)
    if isinstance(document, FileFacts):
        return document
    settings = []
    for alias, library in document.get("libraries").entries():
        if module := _module(library):
            accessor = "libs." + re.sub(r"[-_]", ".", alias)
            settings.append(SettingFact("catalog", (accessor, module), library.line))
    return FileFacts(settings=tuple(settings))


def _module(library: Node) -> str:
    """`group:artifact`, '' if it is not spelled out."""
    written = library.text or library.get("module").text
    if written:
        return ":".join(written.split(":")[:2])
    group, name = library.get("group").text, library.get("name").text
    return f"{group}:{name}" if group and name else ""
