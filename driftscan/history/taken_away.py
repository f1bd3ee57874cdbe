"""Files of which most was taken away: what they changed together with before, they need not now."""

from collections import defaultdict

from driftscan.history.chance import Joint
from driftscan.model.history import ChangeColumns

# What is left of it is told by lines that are not blank; of others one in five may be blank.
_LEFT = 1 / 3


class Sizes:
    """How long files were, by what the changes that count wrote and removed."""

    def __init__(self, changes: ChangeColumns) -> None:
        self._at = {commit.id: at for at, commit in enumerate(changes.commits)}
        self._grown: dict[int, list[tuple[int, int]]] = defaultdict(list)
        columns = (changes.file, changes.commit, changes.lines, changes.removed)
        for file, commit, lines, removed in zip(*columns, strict=True):
            self._grown[file].append((commit, lines - 2 * removed))

    def before(self, file: int, joint: Joint) -> int:
        """Lines that a file had before a commit; too few where bulk changes wrote some of them."""
        cut = self._at[joint.id]
        return sum(grown for commit, grown in self._grown[file] if commit > cut)

    def is_gone(self, file: int, last: Joint, length: int) -> bool:
        """Whether most of a file is gone that was there before the last commit of it and another,
        be it by a change in bulk. length: today's, without blank lines."""
        return length < _LEFT * self.before(file, last)
