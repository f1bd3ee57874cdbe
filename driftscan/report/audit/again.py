"""What a summary says of the same thing twice: libraries, definitions and functions.

Each is a fact with a place on both sides. What is only likely, or known in part, stands on its page
and is not counted here: who reads a number believes that it is all there is.
"""

from collections.abc import Iterator

from driftscan.model.twice import Twice
from driftscan.report.audit.audited import Audit
from driftscan.report.audit.documents import SentenceJson
from driftscan.report.audit.odd_copies import odd_copies_of, odd_copies_text
from driftscan.report.audit.terms import two_definitions_of, two_definitions_text
from driftscan.report.audit.twins import twins_text
from driftscan.report.audit.ways import rivals_of, rivals_text

_LIBRARIES = 2  # sentences about them


def the_same_again(audit: Audit) -> Iterator[SentenceJson]:
    """Of each repository by itself: of two it is not known what they have in common."""
    for each in audit.repositories:
        if each.twice:
            for text in _texts(each.twice, each.prefix):
                yield SentenceJson(text, "twice")


def _texts(found: Twice, prefix: bytes) -> Iterator[str]:
    roots = found.product
    for rivals in rivals_of(found.sprawl, roots)[:_LIBRARIES]:
        yield rivals_text(rivals, prefix)
    if definitions := two_definitions_of(found.definitions, roots):
        yield two_definitions_text(definitions, prefix)
    if odd := odd_copies_of(found.duplicates.families, roots):
        yield odd_copies_text(odd, prefix)
    if found.copied:
        yield twins_text(found.copied, prefix)
