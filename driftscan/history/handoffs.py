"""How often code passes from one person to another: consecutive changes by different people."""

from collections.abc import Iterable


def handoffs(changes: Iterable[tuple[int, str]], since: int = 0) -> int:
    """Times that a file was changed by somebody else than the time before, from `since` on.

    changes: when and by whom, in the order they were made, the creation among them.
    """
    passed = 0
    last: str | None = None
    for when, who in changes:
        passed += last is not None and who != last and when >= since
        last = who
    return passed
