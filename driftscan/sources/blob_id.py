"""Git's name for a piece of content, which is also the key of every cached fact."""

import hashlib


def blob_id(content: bytes, algorithm: str = "sha1") -> str:
    """The id git gives this content: the hash of the header `blob SIZE\\0` and the content."""
    begin = hashlib.sha1 if algorithm == "sha1" else hashlib.sha256
    digest = begin(b"blob %d\0" % len(content), usedforsecurity=False)
    digest.update(content)
    return digest.hexdigest()


def identity_of(kind: bytes, *places: bytes) -> str:
    """A name for a place on this machine that any store can keep, whatever bytes its path has."""
    return hashlib.sha256(b"\0".join((kind, *places))).hexdigest()[:32]
