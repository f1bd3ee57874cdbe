"""Binaries of Cargo: those that a Cargo.toml lists, and those that it finds by where files lie
(doc.rust-lang.org/cargo/reference/cargo-targets.html)."""

import re
from collections.abc import Iterator, Sequence

from driftscan.model.fact import FileFacts, SettingFact
from driftscan.model.service_fact import MarkFact
from driftscan.model.service_graph import Evidence, Program
from driftscan.services.facts import TreeFacts, above, folder_of, is_test_code, resolved_folder

_MAIN = b"src/main.rs"
_IN_BIN = re.compile(rb"src/bin/([^/]+)(?:\.rs|/main\.rs)")
# Its programs look for faults in libraries.
_FUZZES = "libfuzzer-sys"


def cargo_programs(tree: TreeFacts) -> Iterator[Program]:
    """Each once, by the line of the manifest that lists it or else by that of its main function."""
    mains = {
        path: Evidence(path, mark.line, "begins")
        for path, mark in tree.each("marks")
        if isinstance(mark, MarkFact) and mark.name == "entry" and path.endswith(b".rs")
    }
    shut_out = _shut_out(tree)
    for path, manifest in tree.manifests.items():
        is_cargo = path.rpartition(b"/")[2] == b"Cargo.toml"
        if is_cargo and not is_test_code(path) and shut_out.isdisjoint(above(folder_of(path))):
            yield from _of_package(path, manifest, mains)


def _shut_out(tree: TreeFacts) -> set[bytes]:
    """Folders that a workspace excludes: its commands don't build them."""
    return {
        folder
        for path, manifest in tree.manifests.items()
        for setting in (each for facts in manifest for each in facts.settings)
        if setting.name == "excluded"
        and (folder := resolved_folder(folder_of(path), setting.values[0]))
    }


def _of_package(
    path: bytes, manifest: Sequence[FileFacts], mains: dict[bytes, Evidence]
) -> Iterator[Program]:
    settings = [each for facts in manifest for each in facts.settings]
    package = next((each.values[0] for each in settings if each.name == "package"), None)
    asked = (each.name for facts in manifest for each in facts.requirements)
    if package is None or _FUZZES in asked:
        return
    folder = folder_of(path)
    listed = [each for each in settings if each.name == "bin"]
    named = {each.values[0] for each in listed}
    files = {_file(folder, each) for each in listed} - {None}
    for each in listed:
        yield Program("cargo-bin", each.values[0], Evidence(path, each.line, "[[bin]]"))
    if any(each.name == "manual" and each.values == ("bin",) for each in settings):
        return
    for file, where in mains.items():
        name = _found_name(file, folder, package)
        if name and name not in named and file not in files:
            yield Program("cargo-bin", name, where)


def _file(folder: bytes, target: SettingFact) -> bytes | None:
    return resolved_folder(folder, target.values[1]) if target.values[1] else None


def _found_name(file: bytes, folder: bytes, package: str) -> str:
    """What Cargo calls the binary of a file that it finds by itself; '' for others."""
    if file == _below(folder, _MAIN):
        return package
    inner = file[len(folder) + 1 if folder else 0 :] if file.startswith(folder) else b""
    found = _IN_BIN.fullmatch(inner)
    return found[1].decode("utf-8", "backslashreplace") if found else ""


def _below(folder: bytes, inner: bytes) -> bytes:
    return folder + b"/" + inner if folder else inner
