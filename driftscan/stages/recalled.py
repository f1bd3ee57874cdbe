"""The index with which an earlier walk ended: made anew from its snapshot, and asked all it was."""

from driftscan.extract.protocol import Index, Successor
from driftscan.stages.record import Snapshot
from driftscan.stages.resolution import Resolving


def recalled(before: Snapshot, language: str) -> tuple[str, Index] | None:
    """Its digest and the index; None where nothing was kept, or hints of all files decide."""
    asked = before.asked.get(language)
    if not asked:
        return None
    paths = sorted(module.path for module in before.modules[language])
    manifests = [record for record in before.records if record.manifest]
    index = Resolving(language, paths, manifests, before.roots, before).index_as_before()
    if not isinstance(index, Successor) or not index.recall(asked):
        return None
    return before.digests[language], index
