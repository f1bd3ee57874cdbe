"""What a specifier means, and what all files of a tree share when that is looked for."""

from msgspec import Struct

from driftscan.extract.javascript.aliases import Evidence
from driftscan.extract.javascript.built import Built
from driftscan.extract.javascript.bundlers import Bundlers
from driftscan.extract.javascript.entries import Entries
from driftscan.extract.javascript.files import Files, Found
from driftscan.extract.javascript.governing import Governing
from driftscan.extract.javascript.packages import Packages
from driftscan.extract.javascript.workspaces import Workspaces


class Answer(Struct, frozen=True):
    """Where a specifier leads. All empty: to a file that is no module.

    found: files of the tree. external: a package's name; scope, distribution, standard: see
    ExternalReference. cause: why it leads nowhere.
    """

    found: Found | None = None
    external: str = ""
    distribution: str = ""
    standard: bool = False
    scope: str = ""
    cause: str = ""
    detail: str = ""


NO_MODULE = Answer()


class Surroundings(Struct, frozen=True):
    """What all files of a tree share."""

    files: Files
    packages: Packages
    workspaces: Workspaces
    entries: Entries
    built: Built
    governing: Governing
    bundlers: Bundlers
    evidence: Evidence
