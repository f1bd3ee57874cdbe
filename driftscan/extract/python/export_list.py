"""The exports of a module, change by change."""

from driftscan.extract.python.export_changes import REMOVE, SET, Change
from driftscan.extract.python.export_values import Names, joined


class ExportList:
    """The list as it is after the statements read so far.

    first: line of the first of them, 0 for none. not_literal: line of the first part that is
    computed, 0 for none.
    """

    def __init__(self) -> None:
        self.names = Names()
        self.first = 0
        self.not_literal = 0

    def take(self, change: Change, line: int, certain: bool) -> None:
        """What stands in a branch may or may not happen: its names count, nothing is taken away."""
        self.first = self.first or line
        if change.how == SET and certain:
            self.names, self.not_literal = change.names, 0
        elif change.how != REMOVE:
            self.names = joined([self.names, change.names])
        elif certain:
            kept = tuple(name for name in self.names.found if name not in change.names.found)
            self.names = Names(kept, self.names.complete and change.names.complete)
        if not change.names.complete:
            self.not_literal = self.not_literal or line
