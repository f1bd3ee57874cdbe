"""Folders of main functions that are programs of their own: one project may hold several."""

import re
from collections import Counter
from collections.abc import Iterable

from driftscan.model.service_fact import MarkFact, WorkloadFact
from driftscan.model.service_graph import Evidence
from driftscan.services.facts import TreeFacts, folder_of
from driftscan.services.images import repository
from driftscan.services.naming import core, folder_name
from driftscan.services.texts import image_name, literal

# Manifests whose commands may start a program from its source.
STARTED_FROM_SOURCE = frozenset(["nomad"])
_SEVERAL = 2
# Where a program is a class: its folder is a package, and may be about what it is called after.
_IN_CLASSES = (b".java", b".kt", b".scala", b".groovy")


def mains_named(tree: TreeFacts, manifests: set[bytes]) -> Iterable[tuple[bytes, Evidence]]:
    """Folders of main functions that are called like something deployed, or that a command names:
    `cmd/cart/main.go` of a project with several programs."""
    named = {
        core(name)
        for _, fact in tree.each("workloads")
        if isinstance(fact, WorkloadFact)
        for name in (fact.name, repository(image_name(fact.image)).rpartition("/")[2])
    }
    commands = [
        fact
        for _, fact in tree.each("workloads")
        if isinstance(fact, WorkloadFact) and fact.form in STARTED_FROM_SOURCE
    ]
    for path, mark in tree.each("marks"):
        if isinstance(mark, MarkFact) and mark.name == "entry" and mark.value == "main":
            folder = folder_of(path)
            is_named = core(folder_name(folder)) in named and not path.endswith(_IN_CLASSES)
            if folder not in manifests and (is_named or names_folder(commands, folder)):
                yield folder, Evidence(path, mark.line, "main")


def beside_deployed(tree: TreeFacts, manifests: set[bytes]) -> Iterable[tuple[bytes, Evidence]]:
    """Programs of one project of which manifests deploy two or more by name: what stands beside
    them and answers as they do is deployed by other means."""
    deployed = {folder for folder, _ in mains_named(tree, manifests)}
    parents = Counter(map(folder_of, deployed))
    answering = {_code_in(file.path) for file in tree.files if file.facts.served}
    for path, mark in tree.each("marks"):
        if isinstance(mark, MarkFact) and mark.name == "entry" and mark.value == "main":
            folder = folder_of(path)
            is_new = folder not in deployed | manifests and _code_in(path) in answering
            if is_new and parents[folder_of(folder)] >= _SEVERAL:
                yield folder, Evidence(path, mark.line, "main")


def _code_in(path: bytes) -> tuple[bytes, bytes]:
    """The folder of a file, and its language."""
    return folder_of(path), path.rpartition(b".")[2]


def names_folder(workloads: Iterable[WorkloadFact], folder: bytes) -> bool:
    """Whether a path in a command ends with a folder: `go run ./cmd/cart`. One part may be any
    word."""
    if b"/" not in folder:
        return False
    path = re.escape(folder.decode("utf-8", "replace"))
    named = re.compile(rf"(?:^|[\s/\"']){path}/?(?=$|[\s\"';&|])")
    return any(named.search(literal(fact.command)) for fact in workloads)
