"""Which files of TypeScript are compiled without a check for null."""

from collections.abc import Callable

from driftscan.extract.javascript.configs import Configs
from driftscan.extract.javascript.null_checks import NullChecks
from driftscan.extract.javascript.packages import Packages
from driftscan.stages.map import Map

_TYPED = (b".ts", b".tsx", b".mts", b".cts", b".vue", b".svelte")


def null_checks_of(system: Map) -> Callable[[bytes], bool]:
    """Whether a file's types say nothing of what may be missing."""
    records = system.survey.snapshot.records
    manifests = {record.file.path: record.manifest for record in records if record.manifest}
    checks = NullChecks(Configs(manifests, Packages(manifests)).by_path)
    return lambda path: path.endswith(_TYPED) and checks.are_off(path)
