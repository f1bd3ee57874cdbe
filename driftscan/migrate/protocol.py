"""What a format is: any module with these names (see registry.py)."""

from typing import Protocol

from driftscan.graph.system import SystemGraph
from driftscan.migrate.migration import ForeignFile, Migration
from driftscan.model.spec import SourceSettings


class ForeignFormat(Protocol):
    """One tool's format. COMPANIONS: names of further files of the tool, anywhere in the tree.

    MARK: what the tool's own comments in the code hold, b'' if there are none. TOOL: its name.
    """

    TOOL: str
    COMPANIONS: tuple[str, ...]
    MARK: bytes

    def recognises(self, name: str, content: bytes, /) -> bool:
        """Whether a file is of this tool, by its content; never raises."""
        ...

    def sources(self, file: ForeignFile, /) -> SourceSettings:
        """What of the tree the tool looks at. Raises MigrationError."""
        ...

    def migrate(self, file: ForeignFile, graph: SystemGraph, /) -> Migration:
        """The same rules as a draft and as text. Raises MigrationError."""
        ...
