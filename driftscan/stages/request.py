"""What a user asks for; known before most of the program is loaded."""

import datetime

from msgspec import Struct


class Request(Struct, frozen=True, kw_only=True):
    """What a user asks for.

    path: what to scan. revision: a git revision to scan instead of the work tree; staged: git's
    index instead of it. base: a revision to compare with, from where the histories parted; without
    revision and staged, the commit that HEAD names is what is compared.
    config: the spec file, '' to look for it. today: the day that dates are judged by.
    strict_baseline: baseline entries that no longer occur count as findings.
    select, ignore: rule names or kinds of check. workers: processes, 0 for what suits the machine.
    """

    path: str = "."
    revision: str = ""
    staged: bool = False
    base: str = ""
    strict_baseline: bool = False
    config: str = ""
    use_cache: bool = True
    today: datetime.date
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    workers: int = 0
