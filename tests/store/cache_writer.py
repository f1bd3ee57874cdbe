"""Writes caches in a loop until it is killed: python cache_writer.py DIRECTORY SEED [ROUNDS].

Every value follows from its key, so that a reader can tell a true answer from a false one.
"""

import random
import sys
from hashlib import blake2b
from pathlib import Path

from driftscan.store.atomic import write_atomically
from driftscan.store.facts import FactCache
from driftscan.store.snapshot import BlobCache


def key(number: int) -> bytes:
    """The key with a number."""
    return blake2b(b"%d" % number, digest_size=16).digest()


def value_of(key: bytes) -> bytes:
    """The only true value for a key, up to 5 KB."""
    return blake2b(key).digest() * (1 + key[0] % 80)


def blob_of(name: str, turn: int) -> bytes:
    """One of the true blobs of a name."""
    return f"{name} {turn} ".encode() * 3000


def is_true_blob(name: str, data: bytes) -> bool:
    """Whether some turn of some writer has put data under this name."""
    first = data.split(b" ")
    return len(first) > 1 and data == blob_of(name, int(first[1]))


def main() -> None:
    """Write, read and compare; exit code 1 for a false answer or trouble."""
    directory, seed = Path(sys.argv[1]), int(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000
    choose = random.Random(seed)
    print("ready", flush=True)
    for turn in range(rounds):
        keys = [key(choose.randrange(5000)) for _ in range(choose.choice([1, 1, 30, 400]))]
        facts, blobs = FactCache.open(directory / "facts", 2_000_000), BlobCache(directory)
        known = facts.get_many(keys)
        facts.put_many({key: value_of(key) for key in keys if key not in known})
        name = f"name{choose.randrange(3)}"
        old = blobs.get("spec", name)
        blobs.put("spec", name, blob_of(name, turn))
        write_atomically(directory / "baseline", blob_of("baseline", turn))
        is_true = all(known[key] == value_of(key) for key in known)
        if not is_true or (old is not None and not is_true_blob(name, old)):
            sys.exit("a false answer")
        if facts.trouble or blobs.trouble:
            sys.exit(facts.trouble or blobs.trouble)


if __name__ == "__main__":
    main()
