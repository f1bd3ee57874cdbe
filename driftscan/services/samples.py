"""What a repository shows, measures or tries out its programs with is not part of what runs:
examples, samples, demos, benchmarks, tests from end to end, containers that developers and CI work
or test in. Where there is nothing else they are the system."""

import re

from msgspec.structs import replace

from driftscan.model.service_fact import WorkloadFact
from driftscan.services.facts import TreeFacts
from driftscan.services.homes import build_folder, is_entry, mounted_folder

# Near the top: further down it is the name of a package.
_ASIDE = re.compile(
    rb"^(?:[^/]+/){0,2}\.(?:devcontainer|github|gitlab|circleci|gitpod|ddev)/"
    rb"|^(?:[^/]+/)?(?:[^/]+[-_.])?(?:examples?|samples?|demos?|playgrounds?|benchmarks?|bench|e2e"
    rb"|playwright|cypress|(?:docker|compose)[-_]test(?:s|ing)?"
    rb"|(?:mock|stub|fake)[-_](?:servers?|services?|apis?)|test[-_](?:images?|harness|bed|environment)"
    rb"|(?:load|perf|performance|stress|integration|acceptance|e2e|end[-_]to[-_]end)[-_]?tests?)/"
    # Cargo builds each of these as a program to show how the crate is used.
    rb"|(?:^|/)examples/(?:[^/]+/)?[^/]+\.rs$",
    re.IGNORECASE,
)


def without_samples(tree: TreeFacts) -> TreeFacts:
    """The tree without them, if there are programs outside of them, and none of those is built from
    what lies there."""
    aside = {path for path in (file.path for file in tree.files) if _ASIDE.search(path)}
    if not aside or not _has_programs(tree, aside) or _is_built_from(tree, aside):
        return tree
    return replace(
        tree,
        files=tuple(file for file in tree.files if file.path not in aside),
        manifests={p: facts for p, facts in tree.manifests.items() if not _ASIDE.search(p)},
    )


def _has_programs(tree: TreeFacts, aside: set[bytes]) -> bool:
    """Whether anything is deployed, or is a program by itself, outside of samples."""
    for file in tree.files:
        if file.path in aside:
            continue
        if file.facts.workloads or any(map(is_entry, file.facts.marks)):
            return True
    return False


def _is_built_from(tree: TreeFacts, aside: set[bytes]) -> bool:
    for path, fact in tree.each("workloads"):
        assert isinstance(fact, WorkloadFact)
        for folder in (build_folder(path, fact), mounted_folder(path, fact)):
            if folder and path not in aside and _ASIDE.search(folder + b"/"):
                return True
    return False
