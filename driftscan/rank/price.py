"""The user's own price of a changed line, as it is typed: `4.20 EUR`, `0.5h`, `3`."""

import re

from driftscan.model.ranking import Price

_PRICE = re.compile(r"\s*(\d{1,9}(?:\.\d{1,6})?)\s*([^\d\s.][^\d]{0,15})?\s*", re.ASCII)


def price_of(text: str) -> Price | None:
    """The price; None if the text is none."""
    found = _PRICE.fullmatch(text)
    return Price(float(found[1]), (found[2] or "").strip()) if found else None
