"""Blade templates as PHP of the same lines: what stands between the marks of Blade's own.

After Illuminate\\View\\Compilers\\BladeCompiler: comments and @verbatim first, then @php, then
directives and echoes, everything else being text. Directives that an application makes itself are
unknown here and stay text.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.possessive import compiled

_TEXTS = compiled(
    rb"\{\{--(?s:.)*?--\}\}|@verbatim\b(?s:.)*?@endverbatim\b|@@\w+|@\{\{|@\{!!|<\?xml\b"
)
_MARKS = compiled(
    rb"(?s:<\?(?:php|=).*?(?:\?>|\Z))"
    rb"|@php\b(?!\s*\()(?P<code>(?s:.)*?)@endphp\b"
    rb"|\{!!(?P<raw>(?s:.)+?)!!\}"
    rb"|\{\{\{(?P<old>(?s:.)+?)\}\}\}"
    rb"|\{\{(?P<echo>(?s:.)+?)\}\}"
    rb"|<x-(?P<tag>[A-Za-z][\w.:-]*+)"
    rb"|(?<![\w@])@(?P<directive>[A-Za-z]\w*+)[ \t]*+\("
)
_DIRECTIVES = frozenset(
    rb"""
    auth aware break can canany cannot case checked choice class component componentFirst continue
    dd disabled dump each elseauth elsecan elsecanany elsecannot elseguest elseif empty env error
    extends extendsFirst for foreach forelse fragment guest hasSection hasStack if include
    includeFirst includeIf includeIsolated includeUnless includeWhen inject isset js json lang
    livewire method once php prepend prependOnce props push pushIf pushOnce readonly required
    section sectionMissing selected session slot stack style switch unless use vite while yield
    """.split()
)
_LOOPS = {b"foreach": b"foreach", b"forelse": b"foreach", b"for": b"for"}
_STRING = rb"'(?:[^'\\]|\\.)*+'|\"(?:[^\"\\]|\\.)*+\""
_PAREN = compiled(rb"[()]|" + _STRING)
_BRACKETS = compiled(rb"[(\[{]|[)\]}]|,|" + _STRING)
_ONE = compiled(rb"\s*+(" + _STRING + rb")\s*+\Z")
_LIST = compiled(rb"\s*+\[\s*+(?:(?:" + _STRING + rb")\s*+,?\s*+)++\]\s*+\Z")
_ANY = compiled(_STRING)
_CLASSES = compiled(rb"\s*+(" + _STRING + rb")\s*+(?:,\s*+(" + _STRING + rb")\s*+)?\Z")
# Directives that take in a template, by the place of its name among what they are told.
_VIEWS = {
    **dict.fromkeys((b"include", b"includeIf", b"includeIsolated", b"includeFirst"), 0),
    **dict.fromkeys((b"extends", b"extendsFirst", b"component", b"componentFirst", b"each"), 0),
    **dict.fromkeys((b"includeWhen", b"includeUnless"), 1),
}
_CLASS_NAME = compiled(rb"\\?[A-Za-z_]\w*(?:\\[A-Za-z_]\w*)*")


class View(Struct, frozen=True):
    """A template that another one takes in. name: as Blade writes it, `orders.row`; '' where it is
    computed. is_tag: of `<x-orders.row>`, which may be a class or another package's as well."""

    name: str
    line: int
    is_tag: bool = False


class Unfolded(Struct, frozen=True):
    """A template. php: with the same lines."""

    php: bytes
    views: tuple[View, ...]


def unfolded(content: bytes) -> Unfolded:
    """What of a template is code, and the templates that it takes in."""
    text = _TEXTS.sub(lambda found: b"\n" * found[0].count(b"\n"), content)
    parts: list[bytes] = []
    views: list[View] = []
    at, line, counted = 0, 1, 0
    while found := _MARKS.search(text, at):
        line += text.count(b"\n", counted, found.start())
        counted = found.start()
        parts.append(text[at : found.start()])
        code, at = _code(found, text)
        parts.append(code)
        views += _views(found, text[found.end() : at - 1], line)
    parts.append(text[at:])
    return Unfolded(b"".join(parts), tuple(views))


def _code(found: re.Match[bytes], text: bytes) -> tuple[bytes, int]:
    """The PHP that a mark stands for, and where the text goes on."""
    if (code := found["code"]) is not None:
        return b"<?php" + code + b"?>", found.end()
    for echo in ("raw", "old", "echo"):
        if (code := found[echo]) is not None:
            return b"<?= " + code + b" ?>", found.end()
    name = found["directive"]
    end = _closed(text, found.end()) if name in _DIRECTIVES else 0
    if not name or not end:
        return (b"" if name or found["tag"] else found[0]), found.end()
    return b"<?php " + _statement(name, text[found.end() : end - 1]) + b" ?>", end


def _statement(directive: bytes, arguments: bytes) -> bytes:
    if loop := _LOOPS.get(directive):
        return loop + b" (" + arguments + b");"
    if directive in (b"use", b"inject") and (named := _CLASSES.match(arguments)):
        first, second = named[1][1:-1].lstrip(b"\\"), (named[2] or b"''")[1:-1]
        injected = second.lstrip(b"\\")
        if directive == b"inject":
            known = _CLASS_NAME.fullmatch(injected) and b"\\" in injected
            return b"\\" + injected.replace(b"\\\\", b"\\") + b"::class;" if known else b""
        alias = b" as " + second if second else b""
        return b"use " + first.replace(b"\\\\", b"\\") + alias + b";"
    # A call of what a variable holds: its arguments are code, and it leads nowhere itself.
    return b"$_(" + arguments + b");"


def _closed(text: bytes, at: int) -> int:
    """Behind the bracket that closes what begins at a place; 0 if nothing does."""
    depth = 1
    for found in _PAREN.finditer(text, at):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if not depth:
            return found.end()
    return 0


def _views(found: re.Match[bytes], arguments: bytes, line: int) -> Iterator[View]:
    if tag := found["tag"]:
        name = tag.decode()
        if ":" not in name and name != "slot":
            yield View(f"components.{name}", line, is_tag=True)
        return
    place = _VIEWS.get(found["directive"] or b"")
    if place is None:
        return
    told = _argument(arguments, place)
    if single := _ONE.match(told):
        yield _named(single[1], line)
    elif _LIST.match(told):
        for name in _ANY.findall(told):
            yield _named(name, line)
    else:
        yield View("", line)


def _argument(arguments: bytes, place: int) -> bytes:
    """One of several that commas part, b"" if there are fewer."""
    begin = depth = 0
    for found in _BRACKETS.finditer(arguments):
        if found[0] == b"," and not depth:
            if not place:
                return arguments[begin : found.start()]
            place, begin = place - 1, found.end()
        depth += (found[0] in b"([{") - (found[0] in b")]}") if len(found[0]) == 1 else 0
    return b"" if place else arguments[begin:]


def _named(written: bytes, line: int) -> View:
    """A text in which something is put in is computed."""
    name = written[1:-1].decode("utf-8", "replace")
    return View("" if written[:1] == b'"' and "$" in name else name, line)
