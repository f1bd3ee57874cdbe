"""What a JVM file says about the tree: its package, what it declares, what its types inherit from.

The facts of a file become a few short texts (`hints`), those of all files one text per file
(`infer`), and these the declarations that the index is made of (`read_hints`). A mark in front of
each text tells what it is.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from driftscan.extract.paths import text_of
from driftscan.model.fact import FileFacts, ImportContext

_PACKAGE, _DECLARED, _SUPER, _SUPER_OF_SOME, _DEMAND, _MEMBER = "=+<~*."
_MARKS = (_PACKAGE, _DECLARED, _SUPER, _SUPER_OF_SOME, _DEMAND)


class Declared(Struct, frozen=True):
    """package: '' for none, and for a file that could not be read. supers: as written, or
    qualified by an import of the file; supers_of_some: those that not all of the file inherits
    from. on_demand: packages whose types are known by simple names.
    """

    package: str = ""
    names: tuple[str, ...] = ()
    supers: tuple[str, ...] = ()
    supers_of_some: tuple[str, ...] = ()
    on_demand: tuple[str, ...] = ()


def hints(facts: FileFacts) -> tuple[str, ...]:
    """Of one file; () if nothing in it could be named."""
    supers = _supers(facts)
    names = facts.declarations
    members = {name for name in names if name.endswith("()") and name.rpartition(".")[0] in names}
    demanded = [fact.module for fact in facts.imports if fact.name == "*"] if supers else []
    return (
        *(_PACKAGE + package for package in facts.namespaces),
        *(_DECLARED + name for name in names if name not in members),
        *supers,
        *(_DEMAND + name for name in demanded),
        *sorted({_MEMBER + name[:-2].rpartition(".")[2] for name in members}),
    )


def infer(said: Mapping[bytes, tuple[str, ...]]) -> tuple[str, ...]:
    """One text per file, in the order of the paths, and one of the members that are called as an
    extension is: the first line of each is a path, here none."""
    extensions, members = set(), set()
    for texts in said.values():
        for text in texts:
            if text[0] == _MEMBER:
                members.add(text)
            elif " on " in text:
                extensions.add(_MEMBER + text.partition("() on ")[0].rpartition(".")[2])
    files = tuple(
        "\n".join((text_of(path), *kept))
        for path in sorted(said)
        if (kept := [text for text in said[path] if text[0] != _MEMBER])
    )
    hiding = sorted(members & extensions)
    return (*files, "\n".join(("", *hiding))) if hiding else files


def members_like_extensions(inferred: Sequence[str]) -> frozenset[str]:
    """Simple names of extensions that some type of the tree has as a member, too."""
    for text in inferred[-1:]:
        if text.startswith("\n"):
            return frozenset(name[1:] for name in text.split("\n")[1:])
    return frozenset()


def read_hints(inferred: Sequence[str]) -> dict[str, Declared]:
    """What infer() wrote, by path as text."""
    found = {}
    for text in inferred:
        path, *said = text.split("\n")
        if not path:
            continue
        marked: dict[str, list[str]] = {mark: [] for mark in _MARKS}
        for each in said:
            marked[each[0]].append(each[1:])
        found[path] = Declared(
            "".join(marked[_PACKAGE][:1]),
            tuple(marked[_DECLARED]),
            tuple(marked[_SUPER]),
            tuple(marked[_SUPER_OF_SOME]),
            tuple(marked[_DEMAND]),
        )
    return found


def _supers(facts: FileFacts) -> list[str]:
    """With their marks."""
    qualified = {
        fact.alias or fact.module.rpartition(".")[2]: fact.module
        for fact in facts.imports
        if not fact.name
    }
    found = []
    for use in facts.uses:
        if use.context & ImportContext.INHERITS:
            first, dot, rest = use.name.partition(".")
            mark = _SUPER_OF_SOME if use.context & ImportContext.CONDITIONAL else _SUPER
            found.append(mark + qualified.get(first, first) + dot + rest)
    return found
