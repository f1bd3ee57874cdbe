"""Small trees on disk, and what is proposed for them."""

import datetime
from collections.abc import Mapping
from pathlib import Path

from driftscan.pipeline import Request, map_without_target
from driftscan.propose.component import ProposedComponent
from driftscan.propose.components import propose_components
from driftscan.propose.evidence import evidence_of, is_evidence
from driftscan.stages.proposal import FirstSpec, first_spec_of

TODAY = datetime.date(2026, 11, 20)


def plant(root: Path, files: Mapping[str, str]) -> Path:
    """Write the files below root."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return root


def package(folder: str, *names: str) -> dict[str, str]:
    """A package with some empty modules."""
    return {f"{folder}/{name}.py": "" for name in ("__init__", *names)}


def components_of(root: Path) -> dict[str, ProposedComponent]:
    """The components proposed for a tree, by name."""
    system = map_without_target(Request(path=str(root), use_cache=False, today=TODAY))
    listing = system.source.list(is_evidence)
    found = propose_components(system.graph, evidence_of(file.path for file in listing.files))
    return {component.name: component for component in found}


def first_spec(root: Path) -> FirstSpec:
    """The whole proposal for a tree."""
    system = map_without_target(Request(path=str(root), use_cache=False, today=TODAY))
    return first_spec_of(system, "driftscan.yaml", TODAY)
