"""The CODEOWNERS file that counts in a tree, in the dialect of its forge."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from driftscan.model.fact import OwnershipFact

if TYPE_CHECKING:  # most trees have no such file
    from driftscan.owners.entry import Skipped

# Where the forges look; the first that is there counts.
PLACES = (b".github/CODEOWNERS", b"CODEOWNERS", b"docs/CODEOWNERS", b".gitlab/CODEOWNERS")


class Dialect(Protocol):
    """A CODEOWNERS file as one forge reads it."""

    @property
    def skipped(self) -> "tuple[Skipped, ...]":
        """Lines that the forge doesn't read."""
        ...

    def owners_of(self, path: bytes) -> tuple[str, ...]:
        """Owners of a path, () for none."""
        ...


class CodeOwners(Struct, frozen=True):
    """path: of the file, b'' if there is none. forge: 'GitHub' or 'GitLab'."""

    path: bytes
    forge: str
    dialect: Dialect


class _Nobody:
    skipped = ()

    def owners_of(self, path: bytes) -> tuple[str, ...]:
        return ()


NO_CODE_OWNERS = CodeOwners(b"", "GitHub", _Nobody())


def code_owners(files: Mapping[bytes, Sequence[OwnershipFact]], gitlab: bool) -> CodeOwners:
    """The file that counts. files: lines by path; gitlab: the tree has a .gitlab-ci.yml.

    A section, which only GitLab has, or a place that only GitLab looks at, tells the dialect.
    """
    from driftscan.owners.github import GitHubOwners
    from driftscan.owners.gitlab import SECTION, GitLabOwners

    for path in PLACES:
        if path in files:
            lines = files[path]
            sections = any(SECTION.match(line.text) for line in lines)
            if sections or path.startswith(b".gitlab/") or (gitlab and path != PLACES[0]):
                return CodeOwners(path, "GitLab", GitLabOwners(lines))
            return CodeOwners(path, "GitHub", GitHubOwners(lines))
    return NO_CODE_OWNERS
