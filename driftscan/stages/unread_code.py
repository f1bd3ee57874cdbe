"""Code in languages whose imports are not read: what a graph of modules says nothing of."""

from collections import Counter
from collections.abc import Mapping

from driftscan.extract.registry import EXTRACTORS
from driftscan.history.code_files import ending_of, is_source
from driftscan.stages.map import Map

# What others are made from, what is asked of a store, builds: nobody looks for imports there.
_NO_PROGRAMS = frozenset([b"proto", b"sql", b"kts"])


def unread_code(system: Map) -> Mapping[str, int]:
    """How many files there are of each such ending, without its dot."""
    read = {
        suffix.removeprefix(b".")
        for extractor in EXTRACTORS.values()
        if extractor.language
        for suffix in extractor.suffixes
    }
    files = system.source.list(is_source).files
    return Counter(
        ending.decode()
        for file in files
        if (ending := ending_of(file.path)) and ending not in read and ending not in _NO_PROGRAMS
    )
