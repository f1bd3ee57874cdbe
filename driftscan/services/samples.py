"""What a repository shows, measures or tries out its programs with is not part of what runs:
examples, samples, demos, benchmarks, tests from end to end, containers that developers and CI work
or test in. Where there is nothing else they are the system. What a manual or an example further
down only says how to deploy is none: there only manifests are left out, for a program that shows
the manual may lie beside them."""

import re

from msgspec.structs import replace

from driftscan.model.service_fact import WorkloadFact
from driftscan.services.facts import FactFile, TreeFacts, above, folder_of, resolved_folder
from driftscan.services.homes import build_folder, is_entry, mounted_folder

# Near the top: further down it is the name of a package.
_ASIDE = re.compile(
    rb"^(?:[^/]+/){0,2}\.(?:devcontainer|github|gitlab|circleci|gitpod|ddev)/"
    rb"|^(?:[^/]+/)?(?:[^/]+[-_.])?(?:examples?|samples?|demos?|playgrounds?|benchmarks?|bench|e2e"
    rb"|playwright|cypress|(?:docker|compose)[-_]test(?:s|ing)?"
    rb"|(?:mock|stub|fake)[-_](?:servers?|services?|apis?)|test[-_](?:images?|harness|bed|environment)"
    rb"|(?:load|perf|performance|stress|integration|acceptance|e2e|end[-_]to[-_]end)[-_]?tests?)/"
    rb"|(?:^|/)\.[^/]+\.(?:Dockerfile|Containerfile)$"
    # Cargo builds each of these as a program to show how the crate is used.
    rb"|(?:^|/)examples/(?:[^/]+/)?[^/]+\.rs$",
    re.IGNORECASE,
)
# One that is called so further down may be a program (`k8s/docs/`), or a package.
# A design tries out what may never be built.
_SHOWS = re.compile(
    rb"^(?:docs?|documentation|manuals?|designs?|proposals?|enhancements|rfcs?)/"
    rb"|(?:^|/)(?:examples|samples|poc|proofs?[-_]of[-_]concept)/",
    re.IGNORECASE,
)


def without_samples(tree: TreeFacts) -> TreeFacts:
    """The tree without them, if there are programs outside of them, and none of those is built from
    what lies there."""
    tree = _without_shown(tree)
    aside = {path for path in (file.path for file in tree.files) if _ASIDE.search(path)}
    if not aside or not _has_programs(tree, aside) or _is_built_from(tree, aside, _ASIDE):
        return tree
    return replace(
        tree,
        files=tuple(file for file in tree.files if file.path not in aside),
        manifests={p: facts for p, facts in tree.manifests.items() if not _ASIDE.search(p)},
    )


def _without_shown(tree: TreeFacts) -> TreeFacts:
    """Without the manifests of manuals and examples, unless nothing else deploys anything, and they
    build code of the tree."""
    shown = {file.path for file in tree.files if _SHOWS.search(file.path) and _deploys(file)}
    mounted = _mounted(tree, shown) if shown else set()
    shown = {path for path in shown if mounted.isdisjoint(above(path))}
    is_system = not _deployed_outside(tree, shown) and _build_code(tree, shown)
    if not shown or is_system or _is_built_from(tree, shown, _SHOWS):
        return tree
    return replace(tree, files=tuple(file for file in tree.files if file.path not in shown))


def _mounted(tree: TreeFacts, shown: set[bytes]) -> set[bytes]:
    """What others mount: a configuration may lie among examples and be the one that is used."""
    return {
        found
        for path, fact in tree.each("workloads")
        if isinstance(fact, WorkloadFact) and path not in shown
        for need in fact.needs
        if need.how == "mount" and (found := resolved_folder(folder_of(path), need.name))
    }


def _deploys(file: FactFile) -> bool:
    return bool(file.facts.workloads or file.facts.hosts or file.extractor == "proxies")


def _deployed_outside(tree: TreeFacts, shown: set[bytes]) -> bool:
    return any(
        file.facts.workloads and file.path not in shown and not _ASIDE.search(file.path)
        for file in tree.files
    )


def _build_code(tree: TreeFacts, shown: set[bytes]) -> bool:
    workloads = ((path, fact) for path, fact in tree.each("workloads") if path in shown)
    return any(
        isinstance(fact, WorkloadFact) and build_folder(path, fact) in tree.folders | {b""}
        for path, fact in workloads
    )


def _has_programs(tree: TreeFacts, aside: set[bytes]) -> bool:
    """Whether anything is deployed, or is a program by itself, outside of samples."""
    for file in tree.files:
        if file.path in aside:
            continue
        if file.facts.workloads or any(map(is_entry, file.facts.marks)):
            return True
    return False


def _is_built_from(tree: TreeFacts, aside: set[bytes], pattern: re.Pattern[bytes]) -> bool:
    for path, fact in tree.each("workloads"):
        assert isinstance(fact, WorkloadFact)
        for folder in (build_folder(path, fact), mounted_folder(path, fact)):
            if folder and path not in aside and pattern.search(folder + b"/"):
                return True
    return False
