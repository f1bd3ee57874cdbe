"""The compound statements that enclose a line, recovered from indentation alone.

Only lines that begin a clause need to be seen: to get deeper than a plain line, code must open a
block at or left of that line, and that closes whatever the plain line would have closed.
"""

from driftscan.model.fact import ImportContext

_CONDITIONAL = int(ImportContext.CONDITIONAL)
_GUARDED = int(ImportContext.GUARDED)
_DEFERRED = int(ImportContext.DEFERRED)
_TYPE_ONLY = int(ImportContext.TYPE_ONLY)

# What a clause adds to the context of its suite; if, elif and else depend on more.
_ADDED = {
    "def": _DEFERRED,
    "class": 0,
    "with": 0,
    "match": 0,
    "try": _GUARDED,
    "except": _GUARDED,
    "finally": _GUARDED,
    "for": _CONDITIONAL,
    "while": _CONDITIONAL,
    "case": _CONDITIONAL,
}


class Blocks:
    """A stack of open clauses.

    Each has the width of its indent, the context of its suite (with all that encloses it), what
    it adds by itself, and whether a test above it in its if chain is always true at run time.
    """

    def __init__(self) -> None:
        self._widths: list[int] = []
        self._contexts: list[int] = []
        self._added: list[int] = []
        self._decided: list[bool] = []

    def context_at(self, width: int) -> int:
        """Context of a statement at this indent; closes the clauses that it ends."""
        widths = self._widths
        while widths and widths[-1] >= width:
            self._pop()
        return self._contexts[-1] if widths else 0

    def open(self, keyword: str, width: int, value: bool | None = None) -> None:
        """A clause begins with this keyword; value is that of its test at run time, if known."""
        added, decided = 0, False
        while self._widths and self._widths[-1] >= width:
            is_sibling = self._widths[-1] == width
            sibling_added, sibling_decided = self._pop()
            if is_sibling:
                added, decided = sibling_added, sibling_decided
        if keyword in ("if", "elif"):
            decided = decided and keyword == "elif"
            added = _TYPE_ONLY if decided or value is False else _CONDITIONAL
            decided = decided or value is True
        elif keyword == "else":
            added = _TYPE_ONLY if decided else added & _GUARDED or _CONDITIONAL
        else:
            added, decided = _ADDED[keyword], False
        self._widths.append(width)
        self._contexts.append(added | (self._contexts[-1] if self._contexts else 0))
        self._added.append(added)
        self._decided.append(decided)

    def suite_context(self) -> int:
        """Context of the suite of the clause opened last."""
        return self._contexts[-1]

    def header_context(self) -> int:
        """Context of the clause opened last itself: of what stands before its colon."""
        return self._contexts[-2] if len(self._contexts) > 1 else 0

    def _pop(self) -> tuple[int, bool]:
        self._widths.pop()
        self._contexts.pop()
        return self._added.pop(), self._decided.pop()


def width_of(indent: str) -> int:
    """Column where a line's code begins: tabs to multiples of 8, a form feed back to 0.

    A backslash-newline in the indent keeps the column reached before the first one. (CPython's
    tokenizer does the same.)
    """
    if not indent.strip(" "):
        return len(indent)
    first_line = 0
    column = 0
    for character in indent:
        if character == " ":
            column += 1
        elif character == "\t":
            column = (column // 8 + 1) * 8
        elif character == "\\":
            first_line = first_line or column
        else:  # a form feed, or the newline after a backslash
            column = 0
    return first_line or column
