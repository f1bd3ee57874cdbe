"""The objects that a manifest holds, whatever notation and however many documents."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from driftscan.extract.kubernetes.helm.template import made_readable
from driftscan.extract.kubernetes.wording import Wording
from driftscan.extract.manifest.deployed import parse_json_text
from driftscan.extract.manifest.templates import without_actions
from driftscan.notation.node import Node
from driftscan.notation.unreadable import UnreadableTextError
from driftscan.notation.yaml import parse_yaml_documents

_TEMPLATE = re.compile(r"\{\{-?\s*(?:\.|\$|if\b|range\b|include\b|template\b|with\b|define\b|/\*)")
# Braces alone may be what a program is given; these steer a template of ERB or Jinja.
_STEERED = re.compile(rb"<%|\{%")
_MOST_ACTIONS = 10_000
_VERSION = re.compile(r"^[\"']?apiVersion", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Manifest:
    """form: 'kubernetes' or 'helm'. objects: with trouble in between, as they stand in the file."""

    form: str
    wording: Wording
    objects: tuple[Node | UnreadableTextError, ...]


def read_manifest(content: bytes, kinds: re.Pattern[str]) -> Manifest:
    """kinds: finds what a document must hold to be read."""
    if content.lstrip()[:1] in (b"{", b"[") and not content.lstrip().startswith(b"{{"):
        return Manifest("kubernetes", Wording(), (parse_json_text(content),))
    text = content.decode("utf-8-sig", "replace")
    if not _TEMPLATE.search(text):
        content = without_actions(content) if _STEERED.search(content) else content
        return Manifest("kubernetes", Wording(), tuple(_documents(content, kinds)))
    if text.count("{{") > _MOST_ACTIONS:
        error = UnreadableTextError("too-deep", "more actions than anyone writes")
        return Manifest("helm", Wording(), (error,))
    first = _template(text, kinds, first_only=False)
    if not any(isinstance(each, UnreadableTextError) for each in first.objects):
        return first
    second = _template(text, kinds, first_only=True)
    return max((first, second), key=_readable)


def _template(text: str, kinds: re.Pattern[str], *, first_only: bool) -> Manifest:
    readable = made_readable(text, first_only=first_only)
    documents = _documents(readable.text.encode("utf-8", "replace"), kinds)
    return Manifest("helm", Wording(readable.actions), tuple(documents))


def _readable(manifest: Manifest) -> int:
    return sum(isinstance(each, Node) for each in manifest.objects)


def _documents(content: bytes, kinds: re.Pattern[str]) -> Iterator[Node | UnreadableTextError]:
    def wanted(text: str) -> bool:
        return bool(kinds.search(text)) and bool(_VERSION.search(text))

    yield from parse_yaml_documents(content, wanted)


def objects_of(document: Node) -> Iterator[Node]:
    """The object, or all of a List."""
    if document.get("kind").text.endswith("List") and document.get("items"):
        yield from document.get("items").elements()
    elif document.get("apiVersion"):
        yield document
    else:
        yield from document.elements()
