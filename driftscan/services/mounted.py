"""Files and folders that manifests mount into a workload: a product's configuration."""

from collections import defaultdict
from collections.abc import Sequence

from driftscan.services.drafts import Draft
from driftscan.services.facts import above, folder_of, resolved_folder
from driftscan.services.images import known_image


class Mounted:
    """Whose configuration a file is, where a manifest says so; only of what runs no code of this
    system (a product that is built with its configuration here runs none either), for a
    program's own folder is mounted into it, too, while it is being written."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._by_path: dict[bytes, set[int]] = defaultdict(set)
        for at, draft in enumerate(drafts):
            facts = draft.workload.facts if draft.workload and not _runs_own_code(draft) else ()
            for manifest, fact in facts:
                for need in fact.needs:
                    path = resolved_folder(folder_of(manifest), need.name)
                    if need.how == "mount" and path:
                        self._by_path[path].add(at)

    def into(self, path: bytes) -> tuple[int, ...]:
        """The workloads that a file, or the nearest folder around it, is mounted into."""
        found = (self._by_path[each] for each in above(path) if each in self._by_path)
        return tuple(sorted(next(found, ())))

    def is_alone(self, path: bytes) -> bool:
        """Whether a manifest mounts this very file, not a folder around it."""
        return path in self._by_path


def _runs_own_code(draft: Draft) -> bool:
    return draft.home is not None and known_image(draft.home.image) is None
