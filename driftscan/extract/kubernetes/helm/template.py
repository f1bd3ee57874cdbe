"""Text of a Helm template made readable: control actions are blanked, what an action puts in
becomes a mark that YAML takes for a word. Lines stay where they are."""

import re
from dataclasses import dataclass, field

from driftscan.extract.kubernetes.helm.actions import put_in
from driftscan.extract.kubernetes.helm.names import Names
from driftscan.extract.possessive import compiled
from driftscan.model.service_fact import Text

_ACTION = compiled(r"\{\{-?(?P<inner>(?:[^{}\"`]|\"(?:[^\"\\\n]|\\.)*\"|`[^`]*`){0,5000}?)-?\}\}")
_COMMENT = compiled(r"\{\{-?\s*/\*")
_KEYWORD = compiled(r"(if|else|end|range|with|define|block|break|continue)\b(.*)", re.DOTALL)
_ASSIGNED = compiled(r"(\$\w*)\s*:?=\s*(.*)", re.DOTALL)
_INDENT = compiled(r"\bn?indent\s+([0-9]{1,2})\b")
# Named templates that make labels are put where entries of a table stand.
_LABELS = compiled(r"include\s+\"[\w.-]*labels\"", re.IGNORECASE)
# In front of what stands at an indent of its own, wherever the action does.
_OWN_INDENT = "\b"
# The next line that says something, and where it begins.
_NEXT_LINE = compiled(r"[ \t]*+\r?\n(?:[ \t]*+\r?\n)*+(?P<indent> *+)(?=[^\s])")
_REST_OF_LINE = compiled(r"[ \t]*(?:\r?\n|\Z)")
_AFTER = compiled(r"\s*(-[ \t])?")
_OPENS = frozenset({"if", "range", "with", "define", "block"})


@dataclass(frozen=True, slots=True)
class Readable:
    """text: as described. actions: what the marks stand for, by number."""

    text: str
    actions: tuple[Text, ...]


def made_readable(text: str, *, first_only: bool = False) -> Readable:
    """A template without its actions.

    first_only: leaves out what stands behind `else`. With both sides a manifest mostly stays
    readable, and then says more.
    """
    text = text.replace("\ue000", "").replace("\ue001", "")
    return _Reading(first_only).over(_without_comments(text))


def _without_comments(text: str) -> str:
    parts: list[str] = []
    at = 0
    for found in _COMMENT.finditer(text):
        if found.start() < at:
            continue
        end = text.find("*/", found.end())
        end = text.find("}}", end) if end >= 0 else end
        if end < 0:
            break
        parts += [text[at : found.start()], "\n" * text.count("\n", found.start(), end)]
        at = end + 2
    return "".join([*parts, text[at:]])


@dataclass(slots=True)
class _Block:
    """An action that is open. here: what `.` was before it. silent: what it holds is left out."""

    line: int
    here: str | None
    silent: bool


@dataclass(slots=True)
class _Reading:
    """alone: nothing but blanks stands on the line so far. above: the last line that was kept."""

    first_only: bool
    names: Names = field(default_factory=Names)
    actions: list[Text] = field(default_factory=list)
    open: list[_Block] = field(default_factory=list)
    silent: int = 0
    alone: bool = True
    above: str = ""

    def over(self, text: str) -> Readable:
        """The whole text; what stands inside `define` is no part of the manifest."""
        parts: list[str] = []
        at = line = 0
        for found in _ACTION.finditer(text):
            before = text[at : found.start()]
            parts.append("\n" * before.count("\n") if self.silent else before)
            self._note(before)
            line += before.count("\n")
            put = self._replaced(found["inner"].strip(), line, text, found.end())
            if put.startswith(_OWN_INDENT):
                parts[-1] = parts[-1].rstrip(" \t")
            parts.append(put.removeprefix(_OWN_INDENT))
            breaks = found[0].count("\n")
            parts.append("\n" * breaks)
            line += breaks
            at = found.end()
        parts.append(text[at:])
        return Readable("".join(parts), tuple(self.actions))

    def _note(self, before: str) -> None:
        kept, line_end, last = before.rpartition("\n")
        self.alone = not last.strip() and (self.alone or bool(line_end))
        if kept.strip():
            self.above = kept.rstrip()[-200:]

    def _replaced(self, inner: str, line: int, text: str, end: int) -> str:
        """What stands for an action: nothing, or a mark."""
        if control := _KEYWORD.match(inner):
            self._control(control[1], control[2].strip(), line)
            return ""
        if assigned := _ASSIGNED.fullmatch(inner):
            self.names.assign(assigned[1], assigned[2], put_in(assigned[2], self.names))
            return ""
        if self.silent:
            return ""
        alone, self.alone = self.alone, False
        indent = _INDENT.search(inner)
        if not alone and indent and _continues(text, end, int(indent[1])):
            return ""
        if not alone or not (indent or _REST_OF_LINE.match(text, end)):
            return self._mark(inner)
        if not indent:
            return ""
        start = _OWN_INDENT + " " * int(indent[1])
        if self._is_whole_environment(text, end):
            return start + self._mark(inner)
        return f"{start}{self._mark(inner)}: ''" if _LABELS.match(inner) else ""

    def _is_whole_environment(self, text: str, end: int) -> bool:
        """Whether all variables of a container are taken from one setting."""
        after = _AFTER.match(text, end)
        return self.above.endswith("env:") and not (after and after[1]) and not self.first_only

    def _mark(self, inner: str) -> str:
        self.actions.append(put_in(inner, self.names))
        return f"\ue000{len(self.actions) - 1}\ue001"

    def _control(self, word: str, rest: str, line: int) -> None:
        if word in _OPENS:
            self.open.append(_Block(line, self.names.here, word == "define"))
            self.silent += word == "define"
            self.names.enter(word, rest)
        elif word == "else" and self.open:
            block = self.open[-1]
            if not block.silent and (self.first_only or block.line == line):
                block.silent = True
                self.silent += 1
        elif word == "end" and self.open:
            block = self.open.pop()
            self.silent -= block.silent
            self.names.here = block.here


def _continues(text: str, end: int, indent: int) -> bool:
    """Whether what is put in below `labels:` has further entries behind it: with a mark in front of
    them they would be no YAML."""
    following = _NEXT_LINE.match(text, end)
    return following is not None and len(following["indent"]) >= indent
