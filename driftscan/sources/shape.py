"""The shape of a tree in git: all that a listing depends on, but for the contents of plain files.

From one commit to the next a tree mostly keeps its shape. What was listed before then holds, and
only the ids of the files have to be looked up again.
"""

from hashlib import blake2b

from msgspec.msgpack import encode
from msgspec.structs import replace

from driftscan.model.source import Listing, SourceFile
from driftscan.model.spec import SourceSettings
from driftscan.sources.tree_lines import TreeLines

UNMEASURED = -1
"""The size of a file whose content no run has met; it is asked for once the tree is listed."""

_OF_CONTENT = ("too-large", "unreadable", "unmerged", "intent-to-add")


def shape_of(listed: TreeLines, settings: SourceSettings) -> bytes:
    """A digest that is the same for trees which are listed alike; of links the text counts."""
    digest = blake2b(encode(settings), digest_size=20)
    digest.update(b"\0".join(listed.without_ids()))
    digest.update(b"\0".join(b"%b %b" % (entry.id, entry.path) for entry in listed.special()))
    return digest.digest()


def shaped(listing: Listing, shape: bytes) -> Listing:
    """A listing that may be taken up again; not where a content decided what was left out."""
    kept = all(left.code not in _OF_CONTENT for left in listing.left_out)
    return replace(listing, shape=shape) if kept else listing


def listed_again(before: Listing, listed: TreeLines) -> Listing:
    """The listing of a tree that has the shape of the one before."""
    lines = listed.by_path()
    files = []
    for file in before.files:
        id = listed.id(lines[file.path])
        files.append(file if file.blob == id else SourceFile(file.path, UNMEASURED, id))
    return replace(before, files=tuple(files))
