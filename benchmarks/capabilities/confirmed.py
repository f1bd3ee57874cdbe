"""Entries of the catalogue held against what repositories say of the same packages.

python -m benchmarks.capabilities.confirmed [--since REV] TREE...

A package that a lock file pins, or that a manifest asks for or makes, is there. Composer's lock
files also have the namespaces that a package registers: the names by which the catalogue expects
it to be imported have to be among them. For Maven no file has such names, so code that asks for the
package has to import them. Prints what is there and confirmed, what is only there, what says
something else, and what none of the trees has. --since: only entries that came after a revision.
"""

import argparse
import datetime
import json
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from benchmarks.capabilities.known import asked_or_made
from benchmarks.tables import table
from driftscan.model.capability import Solution
from driftscan.pipeline import Request, map_manifests
from driftscan.spec.catalogue.load import load_catalogue

_LOOKED_AT = ("maven", "packagist")
_IMPORT = re.compile(r"^\s*import\s+(?:static\s+)?([\w.]+)", re.MULTILINE)
_CODE = (".java", ".kt", ".groovy", ".scala")


class Said(Struct):
    """What trees say. names: of packages, by section. namespaces: by package of Packagist; those
    of what is loaded file by file are ''. imported: of code on the JVM, without the last part."""

    names: dict[str, set[str]]
    namespaces: dict[str, set[str]]
    imported: set[str]


def main() -> None:
    """Print a table and the entries that need a look."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trees", nargs="+", type=Path)
    parser.add_argument("--since", default="")
    asked = parser.parse_args()
    said = Said(defaultdict(set), defaultdict(set), set())
    for tree in asked.trees:
        _add(tree, said)
    found: dict[str, dict[str, list[str]]] = {each: defaultdict(list) for each in _LOOKED_AT}
    for solution in _solutions(asked.since):
        found[solution.section][_verdict(solution, said)].append(_told(solution, said))
    kinds = ("confirmed", "there", "differs", "not met")
    rows = [(section, *(str(len(own[kind])) for kind in kinds)) for section, own in found.items()]
    print(table(("section", *kinds), rows))
    for section, own in found.items():
        for kind in kinds[1:]:
            print(f"\n{section}, {kind}:")
            print("\n".join(f"  {each}" for each in sorted(own[kind])))


def _solutions(since: str) -> Iterator[Solution]:
    known = set(_keys_at(since)) if since else set()
    for capability in load_catalogue().capabilities:
        for each in capability.solutions:
            key = (each.capability, each.section, each.package)
            if each.section in _LOOKED_AT and key not in known:
                yield each


def _keys_at(revision: str) -> Iterator[tuple[str, str, str]]:
    folder = "rules/capabilities"
    listed = subprocess.check_output(["git", "ls-tree", "--name-only", revision, f"{folder}/"])
    for name in listed.decode().split():
        text = subprocess.check_output(["git", "show", f"{revision}:{name}"])
        document = yaml.safe_load(text)
        for section in _LOOKED_AT:
            for package in document.get(section) or {}:
                yield document["capability"], section, package


def _add(tree: Path, said: Said) -> None:
    for path in tree.rglob("composer.lock"):
        for package in _locked(path):
            said.names["packagist"].add(package["name"].lower())
            said.namespaces[package["name"].lower()] |= set(_namespaces(package))
    for path in tree.rglob("*"):
        if path.suffix in _CODE and path.is_file():
            text = path.read_text("utf-8", "replace")
            said.imported.update(found for found in _IMPORT.findall(text))
    system = map_manifests(Request(path=str(tree), today=datetime.date.today()), None)
    for section, name in asked_or_made(system):
        said.names[section].add(name)


def _locked(path: Path) -> list[dict[str, Any]]:
    document = json.loads(path.read_text("utf-8"))
    return [*document.get("packages", ()), *document.get("packages-dev", ())]


def _namespaces(package: Mapping[str, Any]) -> Iterator[str]:
    for kind, places in package.get("autoload", {}).items():
        if kind in ("psr-4", "psr-0"):
            yield from (name.strip("\\") for name in places)
        elif kind == "classmap":
            yield ""


def _verdict(solution: Solution, said: Said) -> str:
    names = _met(solution, said)
    if not names:
        return "not met"
    if not solution.imports:
        return "confirmed"
    if solution.section == "packagist":
        known = {space for name in names for space in said.namespaces[name]}
        if not known:
            return "there"
        return "confirmed" if all(_fits(each, known) for each in solution.imports) else "differs"
    within = [each.rstrip(".*") for each in solution.imports]
    ours = [name for name in within if any(_below(found, name) for found in said.imported)]
    return "confirmed" if ours else "there"


def _met(solution: Solution, said: Said) -> set[str]:
    name = solution.package.lower()
    return {
        each
        for each in said.names[solution.section]
        if each.lower() == name or (name.endswith("*") and each.lower().startswith(name[:-1]))
    }


def _fits(expected: str, known: set[str]) -> bool:
    """Whether one of a package's namespaces holds the name, or is held by it."""
    return any(_below(space, expected, "\\") or _below(expected, space, "\\") for space in known)


def _below(name: str, above: str, between: str = ".") -> bool:
    return name == above or name.startswith(above + between) or not above


def _told(solution: Solution, said: Said) -> str:
    known = sorted(
        space for name in _met(solution, said) for space in said.namespaces.get(name, ())
    )
    more = f"; registers {', '.join(known) or 'none'}" if solution.section == "packagist" else ""
    expected = ", ".join(solution.imports) or "no import"
    return f"{solution.package} ({solution.capability}): {expected}{more}"


if __name__ == "__main__":
    main()
