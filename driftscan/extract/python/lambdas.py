"""Which part of an expression is the body of a lambda, told by brackets and punctuation."""


class Lambdas:
    """Follows one logical line, bracket by bracket.

    For each open bracket: how many lambdas still await their colon, and how many bodies have
    begun. A body ends at a comma, a foreign colon, or the closing bracket.
    """

    def __init__(self) -> None:
        self._awaiting = [0]
        self._bodies = [0]
        self._all_bodies = 0

    @property
    def in_body(self) -> bool:
        """Whether what follows runs only when a lambda is called."""
        return self._all_bodies > 0

    def keyword(self) -> None:
        """The word lambda."""
        self._awaiting[-1] += 1

    def colon(self) -> bool:
        """A colon; True if a lambda's body begins with it."""
        if self._awaiting[-1]:
            self._awaiting[-1] -= 1
            self._bodies[-1] += 1
            self._all_bodies += 1
            return True
        self._end_bodies()
        return False

    def comma(self) -> None:
        """A comma; between a lambda's own parameters it ends nothing."""
        if not self._awaiting[-1]:
            self._end_bodies()

    def open_bracket(self) -> None:
        """An opening bracket of any kind."""
        self._awaiting.append(0)
        self._bodies.append(0)

    def close_bracket(self) -> None:
        """The closing bracket of the one opened last."""
        self._end_bodies()
        self._awaiting.pop()
        self._bodies.pop()

    def _end_bodies(self) -> None:
        self._all_bodies -= self._bodies[-1]
        self._bodies[-1] = 0
