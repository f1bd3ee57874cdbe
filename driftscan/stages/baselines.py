"""The baseline that a run is held against: on disk, staged, or inside a revision."""

import os
from pathlib import Path

from driftscan.model.baseline import Baseline
from driftscan.model.source import LeftOut
from driftscan.stages.map import Map
from driftscan.store.baseline import FILE_NAME, baseline_of, load_baseline


def baseline_file(system: Map) -> Path:
    """Where the baseline of a system is: beside its spec, or in the tree of a bare spec."""
    beside = os.path.dirname(system.place.spec_file) or "."
    return Path(beside if system.place.spec_file else system.place.root) / FILE_NAME


def own_baseline(system: Map) -> Baseline:
    """The baseline beside the spec: on disk, or as staged; for a spec that is inside what is
    scanned (a revision, the index) the one in there."""
    source = system.source
    if system.place.spec_file or not (source.revision or system.place.staged):
        file = baseline_file(system)
        own = source.own_text(str(file))
        return load_baseline(file) if own is None else baseline_of(own, str(file))
    name = FILE_NAME.encode()
    listing = source.list(lambda candidate: candidate == name)
    own_files = [file for file in listing.files if file.path == name]
    for _, content in source.read(own_files):
        if not isinstance(content, LeftOut):
            beginning = f"{source.revision[:12]}:" if source.revision else ""
            return baseline_of(content, f"{beginning}{FILE_NAME}")
    return Baseline()
