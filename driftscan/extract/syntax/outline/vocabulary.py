"""The words of a language's libraries, as tables that a newcomer can extend by a line.

A signature is a line `DOES  OWNER.METHOD,METHOD  ARGUMENTS  DETAIL  CLIENT`:

| does      | arguments                     | detail                                           |
|-----------|-------------------------------|--------------------------------------------------|
| http      | the address                   | verb, `@0` if it is an argument, `-` if unknown  |
| grpc      | the address or `-`            | interface, `<0>` for that of a type argument     |
| base      | the address of later calls    |                                                  |
| publish, consume | the topic              | `-`                                              |
| store     | the address                   | engine                                           |
| access    | the data set                  | engine:mode                                      |
| sql       | the statement                 |                                                  |
| serve     | the path                      | verb                                             |
| group     | the path in front of others   |                                                  |
| entry     |                               | its form                                         |
| url       | the address, if it is one and no file |                                         |
| value     | the name, and what it is given as `@1` |                                        |
| env, setting | the name, `@1` behind it for a default | text put before the key               |
| same      | the argument whose text it is |                                                  |
| format    | the template                  |                                                  |

OWNER is a type or module, `*` for any; `X()` makes an X. ARGUMENTS are alternatives parted by `|`:
a place, a name (of a named argument or of an entry of any map among the arguments), `0.name`, `<0>`
for a type argument, `0!` for the type of an argument, `host:port` for two that make an address;
`^` for what a chain of calls begins with, `^0` for an argument of the call that made the receiver;
`0~` for the address that an argument, itself a client, was made with; `1=X` is a condition.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct


class Signature(Struct, frozen=True):
    """What a call means; see above."""

    does: str
    at: tuple[str, ...]
    detail: str
    client: str


Signatures = Mapping[str, tuple[Signature, ...]]


class Vocabulary(Struct, frozen=True, dict=True):
    """signatures: by 'Owner.Method'. types: what calls give back, `X.Y()` -> `Z`, and other names
    of types. fluent: types whose other methods give back themselves. guesses: what a name of which
    only the name is known may be. environments: names of maps of the environment. configurations:
    what names of configuration look like. same: methods and properties that leave a text as it is,
    as far as an address goes. interface: of the type of a gRPC client, None if there are none.
    options: what is read of an object that configuration fills. section: what stands between the
    name of a section of the configuration and a key in it, '' if sections are not asked."""

    signatures: Signatures
    types: Mapping[str, str]
    fluent: frozenset[str] = frozenset()
    guesses: tuple[tuple[re.Pattern[str], str], ...] = ()
    environments: frozenset[str] = frozenset()
    configurations: re.Pattern[str] = re.compile(r"(?!)")
    same: frozenset[str] = frozenset()
    options: re.Pattern[str] = re.compile(r"(?!)")
    interface: re.Pattern[str] | None = None
    section: str = ""

    @cached_property
    def methods(self) -> frozenset[str]:
        """Last parts of the names of all that has a signature."""
        return frozenset(key.rpartition(".")[2] for key in self.signatures)


def signatures(*tables: str) -> Signatures:
    """Tables as written above."""
    found: dict[str, list[Signature]] = defaultdict(list)
    for line in _lines(tables):
        does, names, *rest = line.split()
        at, detail, client = (*rest, *("-",) * (3 - len(rest)))
        owner, _, methods = names.rpartition(".")
        words = tuple(at.split("|")) if at != "-" else ()
        signature = Signature(does, words, detail.strip("-"), client.strip("-"))
        for method in methods.split(","):
            found[f"{owner}.{method}" if owner else method].append(signature)
    return {key: tuple(each) for key, each in found.items()}


def same_types(table: str) -> dict[str, str]:
    """Lines `A B() = C`: all on the left are a C."""
    return {
        left: right.strip()
        for line in _lines([table])
        for lefts, _, right in [line.partition("=")]
        for left in lefts.split()
    }


def guesses(table: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Lines `pattern = type`."""
    pairs = (line.rpartition("=") for line in _lines([table]))
    return tuple(
        (re.compile(left.strip(), re.IGNORECASE), right.strip()) for left, _, right in pairs
    )


def _lines(tables: Iterable[str]) -> Iterable[str]:
    for table in tables:
        yield from (line for line in table.split("\n") if line.strip())
