"""Files of one name that are the same but for what stands around the code: the package that they
are in, their imports, comments and empty lines. A class of short methods is copied as a whole, and
none of its methods is long enough to be told by itself."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import pairwise

from driftscan.families.repeated import are_apart
from driftscan.model.location import Location
from driftscan.model.source import SourceFile
from driftscan.model.twice import Copied
from driftscan.sources.source import Source

APART = "its package, imports and comments"
_CLOSE = 0.8  # of the larger's bytes the smaller has so many: comments make the difference
_MOST = 2000  # files that are read
_AROUND = re.compile(rb"(?:package|import|namespace|using|use|from|open)\b")
_IMPORTS, _OPEN, _CLOSED = re.compile(rb"(?:import|from|use)\b"), (b"{", b"("), (b"}", b")")
_HASHES = (b".py", b".rb", b".sh")


def same_bodies(
    files: Mapping[bytes, SourceFile], source: Source, told: Container[bytes], least: int
) -> Iterator[Copied]:
    """Groups of several folders. files: of the product, by path. told: those that are whole copies,
    which are not told again. least: lines of code that are the same."""
    by_name: dict[bytes, list[SourceFile]] = defaultdict(list)
    for path, file in sorted(files.items()):
        if path not in told:
            by_name[path.rpartition(b"/")[2]].append(file)
    candidates = [file for group in by_name.values() for file in _close(group)]
    by_body: dict[tuple[bytes, tuple[bytes, ...]], list[bytes]] = defaultdict(list)
    for file, text in source.read(candidates[:_MOST]):
        if isinstance(text, bytes) and len(body := code_lines(file.path, text)) >= least:
            by_body[file.path.rpartition(b"/")[2], body].append(file.path)
    for (_, body), paths in by_body.items():
        if are_apart(paths):
            yield Copied("", len(body), tuple(map(Location, sorted(paths))), APART)


def _close(group: Iterable[SourceFile]) -> list[SourceFile]:
    """Those next to which another one of about the same size stands."""
    ranked = sorted(group, key=lambda file: (file.size, file.path))
    found: dict[bytes, SourceFile] = {}
    for one, other in pairwise(ranked):
        if one.size >= _CLOSE * other.size:
            found |= {one.path: one, other.path: other}
    return list(found.values())


def code_lines(path: bytes, text: bytes) -> tuple[bytes, ...]:
    """The lines that are neither empty, nor comments as a whole, nor say at the left edge which
    package the file is in or what it imports, be it over several lines."""
    found: list[bytes] = []
    opened = 0
    for line in _without_comments(path, text):
        if opened or _AROUND.match(line):
            if opened or _IMPORTS.match(line):
                opened += sum(map(line.count, _OPEN)) - sum(map(line.count, _CLOSED))
        else:
            found.append(line)
    return tuple(found)


def _without_comments(path: bytes, text: bytes) -> Iterator[bytes]:
    """The lines with something on them that is no comment from the first character on."""
    mark = b"#" if path.endswith(_HASHES) else b"//"
    in_comment = False
    for line in map(bytes.rstrip, text.splitlines()):
        bare = line.lstrip()
        if in_comment or (bare.startswith(b"/*") and mark == b"//"):
            in_comment = b"*/" not in bare
            if in_comment or bare.endswith(b"*/"):
                continue
        if bare and not bare.startswith(mark):
            yield line
