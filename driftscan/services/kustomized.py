"""What a folder's kustomization.yaml takes of the manifests beside it: a patch only changes what
another file deploys, and what is not taken is deployed by its own file alone."""

from collections import defaultdict

from msgspec.structs import replace

from driftscan.model.service_fact import WorkloadFact
from driftscan.services.facts import TreeFacts, folder_of, resolved_folder

PATCH = "kubernetes patch"
BY_ITSELF = "kubernetes file"
_FORM = "kubernetes"
_TAKEN = ("resource", "component")


class Kustomized:
    """All kustomizations of a tree."""

    def __init__(self, tree: TreeFacts) -> None:
        self._folders: set[bytes] = set()
        self._named: dict[str, set[bytes]] = defaultdict(set)  # by how it is needed
        for path, fact in tree.each("workloads"):
            if isinstance(fact, WorkloadFact) and fact.form == "kustomize":
                self._folders.add(folder_of(path))
                for need in fact.needs:
                    file = resolved_folder(folder_of(path), need.name)
                    if file is not None:
                        self._named[need.how].add(file)

    def told(self, path: bytes, fact: WorkloadFact) -> WorkloadFact:
        """A workload of a manifest, its form PATCH or BY_ITSELF if it is one."""
        if fact.form != _FORM or any(path in self._named[how] for how in _TAKEN):
            return fact
        if path in self._named["patch"]:
            return replace(fact, form=PATCH)
        return replace(fact, form=BY_ITSELF) if folder_of(path) in self._folders else fact
