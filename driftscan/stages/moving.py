"""Another tool's file to a first target state: moved, read back, and held against the system."""

import datetime
import os
import re
import stat
from collections.abc import Iterator
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from driftscan.errors import UsageError
from driftscan.graph.components import Territory
from driftscan.migrate.migration import MAX_BYTES, ForeignFile, Migration, MigrationError
from driftscan.migrate.registry import FORMATS, Format, format_of
from driftscan.model.baseline import Baseline
from driftscan.model.finding import Finding
from driftscan.model.source import LeftOut
from driftscan.model.spec import SourceSettings, Spec
from driftscan.notation.words import listed
from driftscan.stages.expansion import spelled_out
from driftscan.stages.judgement import hold
from driftscan.stages.map import Map
from driftscan.stages.terms import Terms
from driftscan.store.acceptance import accept

REASON = "was there when the rules were moved to driftscan"


class Foreign(Struct, frozen=True):
    """A file of another tool, its format, and what of the tree that tool looks at."""

    file: ForeignFile
    format: Format
    sources: SourceSettings


class MovedSpec(Struct, frozen=True):
    """spec: what the migration's text says. findings: what breaks it today. baseline: accepts
    these. refused: why a check would not even begin, in plain words; empty if all is well."""

    migration: Migration
    spec: Spec
    findings: tuple[Finding, ...]
    baseline: Baseline
    refused: tuple[str, ...] = ()


def open_foreign(path: str, root: str) -> Foreign:
    """Read a file of another tool. Raises UsageError with what is wrong and what to do."""
    content = _content(path)
    relative = os.path.relpath(os.path.dirname(os.path.abspath(path)), os.path.abspath(root))
    inside = relative != "." and not relative.startswith("..")
    file = ForeignFile(path, relative.replace(os.sep, "/") if inside else "", content)
    found = format_of(path, content)
    if found is None:
        raise UsageError(
            f"{path} holds no rules of a tool that can be moved; known are {listed(FORMATS)}"
        )
    try:
        return Foreign(file, found, found.sources(file))
    except MigrationError as error:
        raise UsageError(str(error)) from error


def moved_spec_of(system: Map, foreign: Foreign, spec_file: str, today: datetime.date) -> MovedSpec:
    """Move a file's rules. system: read as the other tool looks at it."""
    file = ForeignFile(
        foreign.file.name,
        foreign.file.directory,
        foreign.file.content,
        tuple(_companions(system, foreign.format)),
        tuple(_marks(system, foreign.format)),
        tuple(sorted(file.path for file in system.source.list(lambda _name: True).files)),
    )
    try:
        migration = foreign.format.migrate(file, system.graph)
    except MigrationError as error:
        raise UsageError(str(error)) from error
    return _held_against(system, migration, spec_file, today)


def _held_against(
    system: Map, migration: Migration, spec_file: str, today: datetime.date
) -> MovedSpec:
    from driftscan.spec.parse import parse_spec

    spec = parse_spec(migration.text.encode(), spec_file)
    modules = system.graph.modules
    target = spelled_out(spec, system.folders, modules)
    own = replace(
        system,
        spec=target.spec,
        stated=spec,
        territory=Territory(target.spec.components, modules),
        meaningless=target.meaningless,
    )
    held = hold(own, Terms(today=today), Baseline(), frozenset())
    findings = tuple(found for found in held.judgement.findings if found.status == "new")
    baseline = accept(Baseline(), findings, REASON, today).baseline
    return MovedSpec(migration, spec, findings, baseline, tuple(held.complaints))


def _content(path: str) -> bytes:
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise UsageError(f"{path} is not a regular file; name the other tool's configuration")
        with open(path, "rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from error
    if len(content) > MAX_BYTES:
        raise UsageError(f"{path} is larger than 1 MiB, more than anyone writes by hand")
    return content


def _companions(system: Map, found: Format) -> Iterator[ForeignFile]:
    names = {name.encode() for name in found.companions}
    listing = system.source.list(lambda name: name in names)
    for file, content in system.source.read(listing.files):
        if not isinstance(content, LeftOut):
            path = PurePosixPath(file.path.decode("utf-8", "replace"))
            directory = "" if str(path.parent) == "." else str(path.parent)
            yield ForeignFile(str(path), directory, content)


def _marks(system: Map, found: Format) -> Iterator[tuple[bytes, int, str]]:
    """Lines of Python code with the tool's own comments."""
    if not found.mark:
        return
    modules = {module.path for module in system.graph.modules}
    listing = system.source.list(lambda name: name.endswith((b".py", b".pyi")))
    for file, content in system.source.read(f for f in listing.files if f.path in modules):
        if not isinstance(content, LeftOut) and found.mark in content:
            for number, line in enumerate(re.split(rb"\r\n|\r|\n", content), 1):
                if found.mark in line:
                    yield file.path, number, line.decode("utf-8", "replace").strip()
