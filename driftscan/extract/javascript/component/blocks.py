"""The scripts of a Vue or Svelte component: everything else becomes blanks, so lines stay."""

import re
from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.possessive import compiled
from driftscan.model.fact import ImportFact

_OPENS = compiled(rb"<!--|<svelte:head(?=[\s/>])|<script(?=[\s/>])", re.IGNORECASE)
# What stands in it is sent to the browser as it is; it is no part of the component's code.
_HEAD, _END_OF_HEAD = b"<svelte:head", b"</svelte:head"
_TAG = compiled(rb"((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_CLOSES = compiled(rb"</script\s{0,99}>", re.IGNORECASE)
_ATTRIBUTE = compiled(rb"\b(lang|src|type)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))")
_NOT_A_NEWLINE = compiled(rb"[^\n]")
_TYPES = frozenset((b"", b"module", b"text/javascript", b"application/javascript", b"text/babel"))
_GRAMMARS = {b"ts": "typescript", b"typescript": "typescript", b"tsx": "tsx"}
_PLAIN = frozenset((b"", b"js", b"jsx", b"javascript"))


class Script(Struct, frozen=True):
    """One block. start, end: positions of what is in it; source: the file that it names instead."""

    start: int
    end: int
    line: int
    grammar: str
    source: str = ""


def scripts_of(content: bytes) -> list[Script]:
    """The blocks of a component that hold JavaScript or TypeScript, in the order of the text."""
    return list(_scripts(content))


def only_scripts(content: bytes, scripts: list[Script]) -> bytes:
    """The component's text with blanks for all that is not in a script."""
    parts, position = [], 0
    for script in scripts:
        parts.append(_NOT_A_NEWLINE.sub(b" ", content[position : script.start]))
        # A semicolon: what follows a block is no part of its last statement.
        parts += [content[script.start : script.end], b";"]
        position = script.end + 1
    parts.append(_NOT_A_NEWLINE.sub(b" ", content[position:]))
    return b"".join(parts)


def sources_of(scripts: list[Script]) -> list[ImportFact]:
    """`<script src="x">`, which is loaded as an import would be."""
    return [ImportFact(each.source, "", 0, each.line) for each in scripts if each.source]


def _scripts(content: bytes) -> Iterator[Script]:
    position = line = 0
    counted = 0
    last_head = content.rfind(_END_OF_HEAD)
    while opening := _OPENS.search(content, position):
        if opening[0] == b"<!--":
            position = content.find(b"-->", opening.end())
            if position < 0:
                return
            continue
        if opening[0].lower() == _HEAD:
            # Looked for only where there is one, or many that stay open would take for ever.
            is_closed = opening.end() <= last_head
            position = content.find(_END_OF_HEAD, opening.end()) if is_closed else opening.end()
            continue
        tag = _TAG.match(content, opening.end())
        if tag is None:
            return  # as a browser does: all of the rest is in the tag
        closing = _CLOSES.search(content, tag.end())
        end = closing.start() if closing else len(content)
        line += content.count(b"\n", counted, opening.start())
        counted = opening.start()
        if (grammar := _grammar(said := _attributes(tag[1]))) is not None:
            source = said.get(b"src", b"").decode("utf-8", "replace")
            yield Script(tag.end(), end, line + 1, grammar, source)
        position = closing.end() if closing else end


def _attributes(text: bytes) -> dict[bytes, bytes]:
    return {each[1]: each[2] or each[3] or each[4] or b"" for each in _ATTRIBUTE.finditer(text)}


def _grammar(said: dict[bytes, bytes]) -> str | None:
    lang = said.get(b"lang", b"").lower()
    if said.get(b"type", b"").lower() not in _TYPES:
        return None
    return "javascript" if lang in _PLAIN else _GRAMMARS.get(lang)
