"""What code scanning takes of one upload: 10 MB gzipped, and so many of each part.

https://docs.github.com/code-security/code-scanning/troubleshooting-sarif-uploads
"""

import zlib
from collections.abc import Sequence

MOST_RESULTS = 25_000
# 1,000 are taken, 100 are shown.
MOST_RELATED = 100
# 10,000 are taken, 1,000 are shown.
MOST_STEPS = 1_000
# So many places are linked from a message, which a person is to read.
LINKED = 10
# Below 10 MB by what rules, notifications and a weaker gzip may add.
_GZIPPED = 9_000_000


def fitting(lines: Sequence[str]) -> int:
    """How many of the lines, from the first, fit into the size limit once compressed."""
    if sum(map(len, lines)) * 4 < _GZIPPED:  # UTF-8 takes at most 4 bytes for a character
        return len(lines)
    packer = zlib.compressobj(6)
    size = 0
    for count, line in enumerate(lines):
        size += len(packer.compress(line.encode()))
        if size > _GZIPPED:
            return count
    return len(lines)
