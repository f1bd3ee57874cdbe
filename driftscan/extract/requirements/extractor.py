"""requirements.txt and *.in as facts; files named by -r and -c are read on their own."""

import codecs
import re
from collections.abc import Iterator

from driftscan.extract.manifest.harvest import Harvest, shortened
from driftscan.extract.manifest.requirement import pip_requirement_name
from driftscan.extract.requirements.compiled import pinned_lines
from driftscan.model.fact import FileFacts

# Longest first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_COMMENT = re.compile(r"(?:^|\s)#.*$")
# Options that stand behind a requirement on its own line, such as --hash.
_TRAILING_OPTIONS = re.compile(r"\s--?[A-Za-z].*$")
_EDITABLE = re.compile(r"-e\b|--editable\b|-e(?=[./~])")


def extract(content: bytes) -> FileFacts:
    """Requirements in reading order. Their scope is runtime: a file's name is not content.

    But what a compiled list has only because another package asks for it is 'pinned'.
    """
    harvest = Harvest()
    written = _decode(content, harvest)
    pinned = pinned_lines(written)
    for line, text in _logical_lines(written):
        if text.startswith("-") and not _EDITABLE.match(text):
            continue
        stated = _TRAILING_OPTIONS.sub("", text)
        name = pip_requirement_name(stated)
        if name is None:
            harvest.problem("requirement", f"not a requirement: {shortened(stated)}", line)
        elif name:
            harvest.requirement(name, line, "pinned" if line in pinned else "runtime")
    return harvest.facts()


def _decode(content: bytes, harvest: Harvest) -> str:
    """Text by its byte order mark as pip does it, else UTF-8; names are ASCII in any case."""
    mark, encoding = next(
        ((mark, name) for mark, name in _MARKS if content.startswith(mark)), (b"", "utf-8")
    )
    body = content[len(mark) :]
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        line = body[: error.start].decode(encoding, "replace").count("\n") + 1
        harvest.problem("encoding", f"not {encoding}: other characters were replaced", line)
        return body.decode(encoding, "replace")


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their continuations joined and comments removed; number of the first line.

    A comment line ends a continuation, as in pip.
    """
    start, held = 0, ""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        start = start or number
        is_comment = line.lstrip().startswith("#")
        if line.endswith("\\") and not is_comment:
            held += line[:-1]
            continue
        joined = held + ("" if is_comment else line)
        if stated := _COMMENT.sub("", joined).strip():
            yield start, stated
        start, held = 0, ""
    if stated := _COMMENT.sub("", held).strip():
        yield start, stated
