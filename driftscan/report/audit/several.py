"""How a summary tells of what several use."""

from collections.abc import Sequence


def several_text(who: str, told: Sequence[str], are_more: bool) -> str:
    """`Used by several programs: a; b.`, `..., for example: ...` where not all of it is told; ''
    for none."""
    example = ", for example" if are_more else ""
    return f"Used by several {who}{example}: {'; '.join(told)}." if told else ""
