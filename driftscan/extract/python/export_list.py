"""The exports of a module, change by change."""

from driftscan.extract.python.export_changes import REMOVE, SET, Change
from driftscan.extract.python.export_values import Names

# Nobody lists more by hand; further names count as computed.
_MOST_NAMES = 10_000


class ExportList:
    """The list as it is after the statements read so far.

    found: its literal names. first: line of the first statement, 0 for none. not_literal: line of
    the first part that is computed, 0 for none.
    """

    def __init__(self) -> None:
        self.found: dict[str, None] = {}
        self.first = 0
        self.not_literal = 0

    def names(self) -> Names:
        """What the word `__all__` stands for now."""
        return Names(tuple(self.found), not self.not_literal)

    def take(self, change: Change, line: int, certain: bool) -> None:
        """What stands in a branch may or may not happen: its names count, nothing is taken away."""
        self.first = self.first or line
        if change.how == SET and certain:
            self.found, self.not_literal = {}, 0
        if change.how != REMOVE:
            self.found.update(dict.fromkeys(change.names.found))
        elif certain:
            for name in change.names.found:
                self.found.pop(name, None)
        if len(self.found) > _MOST_NAMES:
            self.found = dict.fromkeys(list(self.found)[:_MOST_NAMES])
            self.not_literal = self.not_literal or line
        if not change.names.complete:
            self.not_literal = self.not_literal or line
