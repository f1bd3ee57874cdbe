"""Texts of a manifest, in which a template's actions may stand as marks; see helm/template.py."""

import re
from collections.abc import Callable, Sequence

from driftscan.extract.manifest.scalars import written
from driftscan.extract.pieces import joined, kubernetes_text, plain
from driftscan.model.service_fact import Text
from driftscan.notation.node import Node

MARK = re.compile("\ue000([0-9]+)\ue001")


class Wording:
    """actions: what each mark stands for."""

    def __init__(self, actions: Sequence[Text] = ()) -> None:
        self._actions = actions

    def text(self, node: Node) -> Text:
        """A text as it stands."""
        return self._pieces(written(node), plain)

    def expanded(self, text: str) -> Text:
        """A text of a container, in which $(NAME) is a variable."""
        return self._pieces(text, kubernetes_text)

    def name(self, node: Node) -> str:
        """A text where a fact holds a string: see shown()."""
        return self.string(written(node))

    def string(self, text: str) -> str:
        """The same of a text."""
        return MARK.sub(lambda mark: shown(self._action(mark)), text)

    def _pieces(self, text: str, take_apart: Callable[[str], Text]) -> Text:
        parts: list[Text] = []
        at = 0
        for mark in MARK.finditer(text):
            parts += [take_apart(text[at : mark.start()]), self._action(mark)]
            at = mark.end()
        return joined([*parts, take_apart(text[at:])])

    def _action(self, mark: re.Match[str]) -> Text:
        at = int(mark[1][:9])
        return self._actions[at] if at < len(self._actions) else ()


def shown(text: Text) -> str:
    """Pieces as one string: `${key}`, `${key:default}`, and `#{action}` where it is computed.
    pieces.spring_text() takes it apart again."""
    return "".join(_shown(piece.kind, piece.value, piece.default) for piece in text)


def _shown(kind: str, value: str, default: Text) -> str:
    if kind == "text":
        return value
    if kind == "setting":
        return f"${{{value}:{shown(default)}}}" if default else f"${{{value}}}"
    return f"#{{{value}}}"
