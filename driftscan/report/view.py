"""How a person wants a text report to look."""

from msgspec import Struct


class View(Struct, frozen=True):
    """verbose: every list in full. color: emphasis by colour; the words are the same without."""

    verbose: bool = False
    color: bool = False


PLAIN = View()
