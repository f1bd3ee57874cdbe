"""What Entity Framework writes beside a migration: the whole model as it was then, as calls with
names of types and columns in texts. It says nothing of other files, and can be most of a tree."""

import re

from driftscan.extract.generated import is_generated
from driftscan.extract.possessive import compiled

_MODEL = compiled(
    rb"^(?P<indent>[ \t]*+)protected override void Build(?:Target)?Model\(ModelBuilder \w++\)"
    rb"[ \t]*+\r?\n(?P=indent)\{",
    re.MULTILINE,
)
_PARAMETER = b"Model(ModelBuilder "


def without_model(content: bytes) -> bytes:
    """The text of a file, with empty lines for those that build such a model.

    They end where a brace stands below the one they begin with, as the generator has it; whatever
    is written otherwise, or by hand, is left as it is.
    """
    if _PARAMETER not in content or not is_generated(content, "csharp"):
        return content
    begin = _MODEL.search(content)
    if begin is None:
        return content
    end = content.find(b"\n" + begin["indent"] + b"}", begin.end())
    if end < 0:
        return content
    lines = content.count(b"\n", begin.end(), end)
    return content[: begin.end()] + b"\n" * lines + content[end:]
