"""The targets of a package: what Cargo.toml says of its library, programs, tests and build."""

from collections.abc import Iterator

from driftscan.model.fact import SettingFact
from driftscan.notation.node import Node

_LISTS = ("bin", "example", "test", "bench")
_AUTOMATIC = ("autolib", "autobins", "autoexamples", "autotests", "autobenches")


def read_targets(document: Node) -> Iterator[SettingFact]:
    """`lib`, `bin`, `example`, `test`, `bench` with (name, path), '' where nothing is written;
    `build` with (path, or 'false'); `manual` with the kind whose files are not looked for."""
    library = document.get("lib")
    if library.is_table:
        yield _target("lib", library)
    for kind in _LISTS:
        for entry in document.get(kind).elements():
            yield _target(kind, entry)
    package = document.get("package") or document.get("project")
    build = package.get("build")
    if build.value is False:
        yield SettingFact("build", ("false",), build.line)
    elif build.text:
        yield SettingFact("build", (build.text,), build.line)
    for key, kind in zip(_AUTOMATIC, ("lib", *_LISTS), strict=True):
        if package.get(key).value is False:
            yield SettingFact("manual", (kind,), package.get(key).line)


def _target(kind: str, table: Node) -> SettingFact:
    return SettingFact(kind, (table.get("name").text, table.get("path").text), table.line)
