"""Of the packages that manifests ask for by name, how many the catalogue knows, per ecosystem.

python -m benchmarks.capabilities.known TREE...
"""

import datetime
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator

from benchmarks.tables import table
from driftscan.capabilities.lookup import Lookup
from driftscan.extract.claims import extractors_for
from driftscan.extract.registry import EXTRACTORS
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
    records = [record for record in system.survey.snapshot.records if record.manifest]
    own = {project.name for r in records for facts in r.manifest for project in facts.projects}
    for record in records:
        names = [name for name in extractors_for(record.file.path) if not EXTRACTORS[name].language]
        for name, facts in zip(names, record.manifest, strict=True):
            section = SECTIONS.get(EXTRACTORS[name].serves)
            for each in facts.requirements:
                platform = section == "packagist" and "/" not in each.name
                if section and each.scope != "pinned" and each.name not in own and not platform:
                    yield section, each.name


def main(trees: list[str]) -> int:
    """Print the shares, and which unknown packages are asked for most."""
    lookup = Lookup(load_catalogue())
    asked: Counter[str] = Counter()
    known: Counter[str] = Counter()
    unknown: dict[str, Counter[str]] = defaultdict(Counter)
    for tree in trees:
        system = map_system(Request(path=tree, today=datetime.date.today()))
        for section, package in sorted(set(asked_for(system))):
            asked[section] += 1
            if lookup.knows(section, package):
                known[section] += 1
            else:
                unknown[section][package] += 1
    rows = [
        (section, f"{asked[section]:,}", f"{known[section]:,}", f"{known[section] / count:.1%}")
        for section, count in sorted(asked.items())
    ]
    every = sum(asked.values())
    rows.append(("all", f"{every:,}", f"{known.total():,}", f"{known.total() / every:.1%}"))
    print(table(("ecosystem", "asked for", "known", "share"), rows))
    for section, names in sorted(unknown.items()):
        listed = ", ".join(name for name, _ in names.most_common(_SHOWN))
        print(f"\n{section}, not known: {listed}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
