"""What a JVM file says about the tree: its package, what it declares, what its types inherit from.

The facts of a file become a few short texts (`hints`), those of all files one text per file
(`infer`), and these the declarations that the index is made of (`read_hints`). A mark in front of
each text tells what it is.
"""

from collections.abc import Mapping

from msgspec import Struct

from driftscan.model.fact import FileFacts, ImportContext

_PACKAGE, _DECLARED, _SUPER, _DEMAND = "=+<*"


class Declared(Struct, frozen=True):
    """package: '' for none, and for a file that could not be read. supers: as written, or
    qualified by an import of the file. on_demand: packages whose types are known by simple names.
    """

    package: str = ""
    names: tuple[str, ...] = ()
    supers: tuple[str, ...] = ()
    on_demand: tuple[str, ...] = ()


def hints(facts: FileFacts) -> tuple[str, ...]:
    """Of one file; () if nothing in it could be named."""
    supers = _supers(facts)
    demanded = [fact.module for fact in facts.imports if fact.name == "*"] if supers else []
    return (
        *(_PACKAGE + package for package in facts.namespaces),
        *(_DECLARED + name for name in facts.declarations),
        *(_SUPER + name for name in supers),
        *(_DEMAND + name for name in demanded),
    )


def infer(said: Mapping[bytes, tuple[str, ...]]) -> tuple[str, ...]:
    """One text per file, in the order of the paths."""
    return tuple(
        "\n".join((path.decode("utf-8", "surrogateescape"), *said[path]))
        for path in sorted(said)
        if said[path]
    )


def read_hints(inferred: tuple[str, ...]) -> dict[bytes, Declared]:
    """What infer() wrote, by path."""
    found = {}
    for text in inferred:
        path, *said = text.split("\n")
        marked: dict[str, list[str]] = {mark: [] for mark in (_PACKAGE, _DECLARED, _SUPER, _DEMAND)}
        for each in said:
            marked[each[0]].append(each[1:])
        found[path.encode("utf-8", "surrogateescape")] = Declared(
            "".join(marked[_PACKAGE][:1]),
            tuple(marked[_DECLARED]),
            tuple(marked[_SUPER]),
            tuple(marked[_DEMAND]),
        )
    return found


def _supers(facts: FileFacts) -> list[str]:
    qualified = {
        fact.alias or fact.module.rpartition(".")[2]: fact.module
        for fact in facts.imports
        if not fact.name
    }
    found = []
    for use in facts.uses:
        if use.context & ImportContext.INHERITS:
            first, dot, rest = use.name.partition(".")
            found.append(qualified.get(first, first) + dot + rest)
    return found
