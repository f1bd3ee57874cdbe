"""Changes as what was changed together: commits as sets of files, or of components."""

from collections import defaultdict
from collections.abc import Sequence

from driftscan.history.chance import Joint
from driftscan.model.cost import OWNERS_DAYS
from driftscan.model.history import ChangeColumns, Commit

TWO_YEARS = OWNERS_DAYS * 86400


def who_of(commit: Commit) -> str:
    """The person behind a commit: the address, or the name where there is no address."""
    return commit.email or commit.author


def joint_files(changes: ChangeColumns, since: int) -> list[Joint]:
    """Commits as the files that they changed; one that creates a file has not changed it.

    Newest first, as the changes are.
    """
    parts: dict[int, set[int]] = defaultdict(set)
    for file, commit, is_new in zip(changes.file, changes.commit, changes.is_new, strict=True):
        if not is_new and changes.commits[commit].committed >= since:
            parts[commit].add(file)
    return [_joint(changes.commits[at], found) for at, found in sorted(parts.items())]


def joint_homes(work: Sequence[Joint], homes: Sequence[str], names: Sequence[str]) -> list[Joint]:
    """The same commits as the components that they changed.

    homes: of each file, '' for none. names: of the components, in the order of their numbers.
    """
    number = {name: at for at, name in enumerate(names)}
    return [
        Joint(joint.when, joint.who, tuple(sorted({number[name] for name in met})), joint.id)
        for joint in work
        for met in [[homes[file] for file in joint.parts if homes[file]]]
    ]


def _joint(commit: Commit, files: set[int]) -> Joint:
    return Joint(commit.committed, who_of(commit), tuple(sorted(files)), commit.id)
