"""What a reader of the sources wrote down of a system: one YAML file each, below `read/`.

A file `read/<system>.yaml` holds

    repository: owner/name
    commit: <sha>            # looked for in the mirror, see benchmarks/truth/mirrored.py
    seed: 7                  # of the drawing
    reported:                # drawn from the edges that were reported at the time
    - {from: cart, to: orders, edge: true, at: cart/app.py:3, why: posts the order}
    silent:                  # drawn from the pairs for which no edge was
    - {from: orders, to: cart, edge: false, at: orders/app.py:1, why: only its name in a comment}
    also: []                 # true or false ones met while reading; in no sample, so told apart
    held_out: true           # nothing was mended with this system in sight, when it was first run
    mended_since: true       # but was later, so its figures of today are not clean
    known: []                # all true edges that a reader of the sources found, before that run

and, where the whole system was written down before the first run,

    services: {service: [cart], datastore: [db]}    # by kind
    names: {cart: [cart-api]}                       # what else it may be called
    doubtful: []             # pairs that may be judged either way: counted nowhere, never drawn
    shared:                  # data sets that several services read (r) or write (w)
    - {data: carts, store: db, between: {cart: rw, orders: r}, at: cart/app.py:9}

Names are those of a service or any of its aliases. Pairs of a whole system have a `kind`.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import yaml

_FOLDER = Path(__file__).with_name("read")


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One service and another, and whether the first depends on the second. at: path:line."""

    source: str = msgspec.field(name="from")
    to: str
    edge: bool
    at: str
    why: str
    kind: str = ""

    def __str__(self) -> str:
        return f"{self.source} -> {self.to} ({self.at}: {self.why})"


class Shared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A data set that several services use. between: service to `r`, `w` or `rw`."""

    data: str
    store: str
    between: dict[str, str]
    at: str


class Read(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One YAML file."""

    repository: str
    commit: str
    seed: int
    reported: tuple[Pair, ...] = ()
    silent: tuple[Pair, ...] = ()
    also: tuple[Pair, ...] = ()
    held_out: bool = False
    mended_since: bool = False
    known: tuple[Pair, ...] = ()
    services: dict[str, tuple[str, ...]] = {}
    names: dict[str, tuple[str, ...]] = {}
    doubtful: tuple[Pair, ...] = ()
    shared: tuple[Shared, ...] = ()

    def names_of(self, service: str) -> tuple[str, ...]:
        """What a service may be called, the name of the list first."""
        return (service, *self.names.get(service, ()))


def lists(wanted: list[str]) -> Iterator[tuple[str, Read]]:
    """Systems and their files. wanted: names, or seeds for whole sets; all if there are none."""
    for path in sorted(_FOLDER.glob("*.yaml")):
        read = msgspec.convert(yaml.safe_load(path.read_bytes()), Read)
        if not wanted or path.stem in wanted or str(read.seed) in wanted:
            yield path.stem, read
