"""Texts of the Serverless Framework: `${env:NAME, 'default'}`, `${self:custom.a}`, `Fn::GetAtt`."""

import re

from driftscan.extract.manifest.scalars import written
from driftscan.extract.pieces import joined, plain
from driftscan.model.service_fact import Piece, Text
from driftscan.notation.node import Node

_REFERENCE = re.compile(r"\$\{(\w+):([^{},]*)(?:,\s*([^{}]*))?\}")
# Where a reference points, and the kind of piece for that.
_KINDS = {"env": "env", "self": "setting", "param": "setting", "opt": "setting", "ssm": "setting"}


def reference_text(text: str) -> Text:
    """With its references as pieces."""
    parts: list[Text] = []
    at = 0
    for found in _REFERENCE.finditer(text):
        default = plain((found[3] or "").strip().strip("'\""))
        kind = _KINDS.get(found[1], "unknown")
        value = found[2].strip() if kind != "unknown" else ""
        piece = Piece(kind, value, default) if kind != "unknown" else Piece(kind, "")
        parts += [plain(text[at : found.start()]), (piece,)]
        at = found.end()
    return joined([*parts, plain(text[at:])])


def address_of(node: Node) -> Text:
    """A queue, topic or stream: by ARN, of which the last part is its name, by URL, or by what
    another entry of the file is called (`Fn::GetAtt: [OrdersQueue, Arn]`, `Ref: OrdersQueue`)."""
    for key in ("Fn::GetAtt", "Ref", "Fn::ImportValue"):
        inner = node.get(key)
        if name := written(next(inner.elements(), inner)):
            return plain(name.partition(".")[0])
    text = written(node)
    if text.startswith("arn:") and "${" not in text:
        return plain(text.rpartition(":")[2].partition("/stream/")[0].rpartition("/")[2])
    return reference_text(text)
