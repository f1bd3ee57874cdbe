"""A rule as it is proposed, with the words around it."""

from collections.abc import Sequence

from msgspec import Struct

from driftscan.notation.words import arrow, flow

# A longer arrow is written as two lists.
_LONG = 80

Keys = tuple[tuple[str, str | tuple[str, ...]], ...]


class ProposedRule(Struct, frozen=True, kw_only=True):
    """section: 'layers' or 'rules'. keys: in order; their values are YAML, a tuple is a list.

    reason: with today's evidence. remarks: comment lines. accepted: dependencies that break it
    today and go to the baseline.
    """

    section: str
    keys: Keys
    reason: str
    remarks: tuple[str, ...] = ()
    accepted: int = 0


def deny(sources: Sequence[str], targets: Sequence[str]) -> Keys:
    """The keys of a deny rule."""
    text = arrow(", ".join(sources), ", ".join(targets))
    if len(text) <= _LONG:
        return (("deny", text),)
    return (("deny", f"{{from: {flow(sources)}, to: {flow(targets)}}}"),)
