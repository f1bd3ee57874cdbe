"""What a worker process runs: libcst may crash on a file, and must not take more with it."""

from collections.abc import Sequence

import msgspec

from driftscan.fix.move import Move


def rewrite_batch(jobs: Sequence[tuple[bytes, ...]]) -> list[bytes]:
    """(path, content, package, encoded moves) to new contents, in the same order."""
    from driftscan.fix.rewrite import rewrite

    return [
        rewrite(content, msgspec.msgpack.decode(moves, type=list[Move]), package.decode())
        for _, content, package, moves in jobs
    ]


def plain_batch(jobs: Sequence[tuple[bytes, ...]]) -> list[bytes]:
    """(path, content, name) to b'1' where the file passes the name on plainly, else b''."""
    from driftscan.fix.bindings import passes_plainly

    return [b"1" if passes_plainly(content, name.decode()) else b"" for _, content, name in jobs]
