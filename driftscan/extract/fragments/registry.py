"""Which files hold functions that are compared, and what a worker runs over them.

Kept apart from registry.py, as that of services is: only who asks for duplicates pays for it.
"""

from collections.abc import Sequence

import msgspec

from driftscan.extract.batch import split_key

LANGUAGE_OF_SUFFIX = {
    b".cjs": "javascript",
    b".cs": "csharp",
    b".cts": "typescript",
    b".go": "go",
    b".java": "java",
    b".js": "javascript",
    b".jsx": "javascript",
    b".kt": "kotlin",
    b".kts": "kotlin",
    b".mjs": "javascript",
    b".mts": "typescript",
    b".php": "php",
    b".py": "python",
    b".rb": "ruby",
    b".rs": "rust",
    b".svelte": "component",
    b".ts": "typescript",
    b".tsx": "typescript",
    b".vue": "component",
}


def fragment_extractors_for(name: bytes) -> tuple[str, ...]:
    """The language of a file by its base name, as the one extractor there is; () for none."""
    suffix = name[name.rfind(b".") :].lower() if b"." in name else b""
    language = LANGUAGE_OF_SUFFIX.get(suffix)
    return (language,) if language and not name.endswith((b".d.ts", b".d.mts", b".d.cts")) else ()


def claims_for_fragments(name: bytes) -> bool:
    """Whether a file of this base name is read."""
    return bool(fragment_extractors_for(name))


def extract_fragment_batch(jobs: Sequence[tuple[bytes, ...]]) -> list[bytes]:
    """(job key, content) pairs to encoded FragmentFacts, in the same order; see batch.job_key()."""
    from driftscan.extract.fragments.extractor import extract

    encode = msgspec.msgpack.encode
    return [encode(extract(content, split_key(key)[0])) for key, content in jobs]
