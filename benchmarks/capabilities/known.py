"""Of the packages that manifests ask for by name, how many the catalogue knows, how many fit no
capability of it (fits-none.csv, with why), and how many nobody has looked at; per ecosystem.

python -m benchmarks.capabilities.known TREE...
"""

import csv
import datetime
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from benchmarks.tables import table
from driftscan.capabilities.lookup import Lookup
from driftscan.extract.claims import extractors_for
from driftscan.extract.registry import EXTRACTORS
from driftscan.model.fact import FileFacts
from driftscan.pipeline import Request, map_system
from driftscan.spec.catalogue.load import load_catalogue
from driftscan.stages.map import Map

SECTIONS = {
    "python": "pypi",
    "javascript": "npm",
    "jvm": "maven",
    "go": "go",
    "csharp": "nuget",
    "php": "packagist",
    "ruby": "rubygems",
    "rust": "crates",
}
_SHOWN = 25


def asked_for(system: Map) -> Iterator[tuple[str, str]]:
    """(section, package) of each requirement that is no project of the tree itself, and no part of
    the platform (`php`, `ext-json`)."""
    said = list(_manifests(system))
    own = {project.name for _, facts in said for project in facts.projects}
    for section, facts in said:
        for each in facts.requirements:
            platform = section == "packagist" and "/" not in each.name
            if each.scope != "pinned" and each.name not in own and not platform:
                yield section, each.name


def asked_or_made(system: Map) -> Iterator[tuple[str, str]]:
    """(section, package) of whatever a manifest names."""
    for section, facts in _manifests(system):
        yield from ((section, each.name) for each in facts.requirements)
        yield from ((section, each.name) for each in facts.projects)


def _manifests(system: Map) -> Iterator[tuple[str, FileFacts]]:
    for record in system.survey.snapshot.records:
        names = [name for name in extractors_for(record.file.path) if not EXTRACTORS[name].language]
        for name, facts in zip(names, record.manifest, strict=bool(record.manifest)):
            section = SECTIONS.get(EXTRACTORS[name].serves)
            if section:
                yield section, facts


def fitting_none() -> list[tuple[str, str]]:
    """(section, pattern) of packages that do nothing which the catalogue has a name for."""
    with Path(__file__).with_name("fits-none.csv").open(encoding="utf-8") as file:
        return [(row["section"], row["package"]) for row in csv.DictReader(file)]


def main(trees: list[str]) -> int:
    """Print the shares, and which unknown packages are asked for most."""
    lookup = Lookup(load_catalogue())
    asked: Counter[str] = Counter()
    known: Counter[str] = Counter()
    fits_none: Counter[str] = Counter()
    none = fitting_none()
    unknown: dict[str, Counter[str]] = defaultdict(Counter)
    for tree in trees:
        system = map_system(Request(path=tree, today=datetime.date.today()))
        for section, package in sorted(set(asked_for(system))):
            asked[section] += 1
            if lookup.knows(section, package):
                known[section] += 1
            elif any(of == section and fnmatchcase(package, name) for of, name in none):
                fits_none[section] += 1
            else:
                unknown[section][package] += 1
    for count in (asked, known, fits_none):
        count["all"] = count.total()
    rows = [
        (
            section,
            f"{every:,}",
            f"{known[section]:,}",
            f"{fits_none[section]:,}",
            f"{every - known[section] - fits_none[section]:,}",
            f"{known[section] / every:.1%}",
        )
        for section, every in sorted(asked.items(), key=lambda each: (each[0] == "all", each[0]))
        if every
    ]
    heads = ("ecosystem", "asked for", "known", "fits none", "not looked at", "known share")
    print(table(heads, rows))
    for section, names in sorted(unknown.items()):
        listed = ", ".join(name for name, _ in names.most_common(_SHOWN))
        print(f"\n{section}, not known: {listed}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
