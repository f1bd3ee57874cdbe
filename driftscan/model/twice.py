"""The same thing twice: functions, ways of doing something, and terms, of one repository."""

from collections.abc import Mapping

from msgspec import Struct

from driftscan.model.beside import Row
from driftscan.model.family import Duplicates
from driftscan.model.sprawl import Sprawl
from driftscan.model.term import Definitions


class Twice(Struct, frozen=True, kw_only=True):
    """beside: of the first families by their ids, the two that are compared side by side. product:
    by path of a file of the product itself what it is built with, as `language:folder`."""

    duplicates: Duplicates
    beside: Mapping[str, tuple[Row, ...]]
    sprawl: Sprawl
    definitions: Definitions
    product: Mapping[bytes, str] = {}
