"""How a language writes texts, environment reads, constants and calls: data, filled in by idioms/.

Templates hold `@NAME@` where something goes.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct


class Access(Struct, frozen=True):
    """Code that uses a data set. engines: stores that it fits; modes: letters it surely has.
    body: @TABLE@ is the data set, @CLASS@ a name like it for a type; @DSN@ or @HOST@ where it opens
    the store itself. whole: a file by itself, without the shell."""

    engines: tuple[str, ...]
    modes: str
    imports: str
    body: str
    whole: str = ""


class Language(Struct, frozen=True, kw_only=True):
    """folder: of new files below the service's. stem: of a file; @N@ is a number.
    shell: what stands around every file; @IMPORTS@ and @BODY@ go into it.
    variable: declares a local one. reference: how it is used afterwards.
    format: (before, hole, after, each argument, end) of a text with names in it.
    env, default: reads of the environment; helper: a function that default calls.
    constant: (name of a file, its text, import of it, reference from elsewhere).
    http: by client (imports, lines that call @URL@). grpc: (imports, lines) of caller and server of
    the interface @INTERFACE@ at @ADDRESS@; grpc_unused: of a stub that is built and left alone.
    publish, consume: by library (imports, lines) with @TOPIC@ and the broker's @HOST@.
    """

    name: str
    extension: str
    shell: str
    variable: str
    format: tuple[str, str, str, str, str]
    env: str
    default: str
    constant: tuple[str, str, str, str]
    http: Mapping[str, tuple[str, str]]
    folder: str = ""
    stem: str = "planted_@N@"
    reference: str = "@V@"
    plus: str = " + "
    comment: str = "// "
    log: str = ""
    test_path: str = ""
    env_imports: str = ""
    helper: str = ""
    grpc: tuple[tuple[str, str], tuple[str, str]] | None = None
    grpc_unused: tuple[str, str] | None = None
    publish: Mapping[str, tuple[str, str]] = {}
    consume: Mapping[str, tuple[str, str]] = {}
    data: Mapping[str, Access] = {}


def filled(template: str, **values: str) -> str:
    """A template with its holes filled in."""
    for name, value in values.items():
        template = template.replace(f"@{name.upper()}@", value)
    return template


def file_of(language: Language, number: int, imports: str, body: str) -> str:
    """A whole file."""
    indent = next(
        line[: len(line) - len(line.lstrip())]
        for line in language.shell.splitlines()
        if "@BODY@" in line
    )
    shown = ("\n" + indent).join(body.strip("\n").splitlines())
    return filled(language.shell, imports=imports, body=shown, n=str(number))


def path_of(language: Language, folder: str, number: int) -> str:
    """Where such a file lies."""
    stem = filled(language.stem, n=str(number))
    return "/".join(p for p in (folder, language.folder, stem + language.extension) if p)


def text_of(language: Language, parts: Sequence[tuple[str, str]], style: str) -> tuple[str, str]:
    """(lines before, expression) for a text of parts ('text', ...) and ('code', expression)."""
    if style == "plus" or all(kind == "text" for kind, _ in parts):
        shown = [f'"{value}"' if kind == "text" else value for kind, value in parts]
        return "", language.plus.join(shown)
    before, hole, after, argument, end = language.format
    lines, middle, arguments = [], "", ""
    for at, (kind, value) in enumerate(parts):
        if kind == "text":
            middle += value
            continue
        lines.append(filled(language.variable, v=f"part{at}", e=value))
        reference = filled(language.reference, v=f"part{at}")
        middle += filled(hole, v=reference)
        arguments += filled(argument, v=reference)
    return "\n".join(lines) + "\n", before + middle + after + arguments + end
