"""Values of configuration files as pieces, whatever framework puts something in."""

import re

from driftscan.extract.pieces import joined, plain, spring_text
from driftscan.model.service_fact import Piece, Text

_INSERTED = re.compile(
    r"""
    <%=\s*(?P<ruby>.*?)\s*-?%>                       # ERB, in YAML of Rails
  | %env\((?:\w*:)*(?P<symfony>\w+)\)%               # environment, in YAML of Symfony
  | %(?P<parameter>[a-z_][a-z0-9_]*\.[\w.]+)%        # parameter, the same
  | @(?P<maven>[a-z][\w.-]*\.[\w.-]+)@               # filtered resource of Maven
  | \$\{env:(?P<env>[A-Za-z_]\w*)(?::-(?P<env_default>[^{}]*))?\}  # OpenTelemetry, .NET, log4j
  | \{\{\s*(?:lookup\(\s*['"]env['"],\s*|env\s+)['"](?P<template>\w+)['"]\s*\)?\s*\}\}
    """,
    re.VERBOSE,
)
_BRACES = re.compile(r"\$\{[^{}]*\}")
_RUBY = re.compile(
    r"""ENV(?:\[|\.fetch\(?)\s*["'](?P<name>\w+)["']\s*\]?
        (?:\s*,\s*["']?(?P<argument>[^"'()]*)["']?)?\)?
        (?:\s*(?:\{|\|\|)\s*["']?(?P<block>[^"'{}]*?)["']?\s*\}?)?""",
    re.VERBOSE,
)


def config_text(value: str) -> Text:
    """`${key:default}` of Spring, and what Rails, Symfony, Maven and OpenTelemetry write."""
    found: list[Text] = []
    begin = 0
    for inserted in _INSERTED.finditer(value):
        found += [spring_text(value[begin : inserted.start()]), (_piece(inserted),)]
        begin = inserted.end()
    return joined([*found, spring_text(value[begin:])])


def without_placeholders(value: str) -> str:
    """What a person wrote around them; blanks inside them are none of the value's."""
    return _BRACES.sub("x", _INSERTED.sub("x", value))


def has_placeholder(value: str) -> bool:
    """Whether something is put into a value when the program runs."""
    return "${" in value or _INSERTED.search(value) is not None


def _piece(inserted: re.Match[str]) -> Piece:
    match inserted.lastgroup:
        case "ruby":
            return _ruby(inserted["ruby"])
        case "symfony" | "template":
            return Piece("env", inserted[inserted.lastgroup])
        case "parameter":
            return Piece("setting", f"parameters.{inserted['parameter']}")
        case "maven":
            return Piece("setting", inserted["maven"])
        case _:
            return Piece("env", inserted["env"], plain(inserted["env_default"] or ""))


def _ruby(code: str) -> Piece:
    read = _RUBY.fullmatch(code)
    if read is None:
        return Piece("unknown", "")
    return Piece("env", read["name"], plain(read["argument"] or read["block"] or ""))
