"""What all files declare: of hints one text per file, and of these texts what names can mean.

A text begins with the file's position among the paths. What cannot decide any look-up is left out,
so that most changes of a file leave its text as it is.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from driftscan.extract.paths import text_of
from driftscan.model.fact import FileFacts, ImportContext

_GLOBAL = int(ImportContext.GLOBAL)
_STATIC = int(ImportContext.STATIC)


def hints_of(facts: FileFacts) -> tuple[str, ...]:
    """Declarations, and the usings that hold for other files too: `using static a=A.B`."""
    usings = [
        f"using {'static ' if fact.context & _STATIC else ''}{fact.alias}={fact.module}"
        for fact in facts.imports
        if fact.context & _GLOBAL
    ]
    return (*facts.declarations, *usings, *(f"in {name}" for name in facts.namespaces))


def summarised(paths: Sequence[bytes], hints: Mapping[bytes, tuple[str, ...]]) -> tuple[str, ...]:
    """One text per file that declares anything."""
    everything = [hint for path in paths for hint in hints.get(path, ())]
    types = {
        _last(hint.removeprefix("partial "))
        for hint in everything
        if " " not in hint or hint.startswith("partial ")
    }
    extensions = {hint.rpartition(" + ")[2] for hint in everything if " + " in hint}
    texts = []
    for position, path in enumerate(paths):
        kept = [hint for hint in hints.get(path, ()) if _matters(hint, types, extensions)]
        if kept:
            texts.append("\n".join((str(position), *kept)))
    return tuple(texts)


def _matters(hint: str, types: set[str], extensions: set[str]) -> bool:
    _, mark, rest = hint.partition(" # ")
    if mark:
        return rest in extensions if rest.endswith("()") else rest in types
    _, mark, rest = hint.partition(" : ")
    return not mark or _last(rest) in types or not _is_interface(rest)


def _is_interface(name: str) -> bool:
    last = name.rpartition(".")[2]
    return last[:1] == "I" and last[1:2].isupper()


def _last(name: str) -> str:
    """The last part without its arity."""
    return name.rpartition(".")[2].partition("`")[0]


class Declared:
    """types: by full name the files that declare it. ending: these names by their last part, which
    has their arity, and by what stands before that. partial: those that say they are parts.
    private: those that heirs do not inherit.

    bases, members: of types. namespaces: by file. usings: by file, the global ones: whether
    static, alias, target. extensions: by method the types that have it, with their file. methods:
    by the name of an extension the files where a type has a method called so.
    """

    def __init__(self, paths: Sequence[bytes], texts: Sequence[str]) -> None:
        self.types: dict[str, list[str]] = defaultdict(list)
        self.partial: set[tuple[str, str]] = set()
        self.private: set[str] = set()
        self.bases: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.members: dict[str, set[str]] = defaultdict(set)
        self.namespaces: dict[str, list[str]] = defaultdict(list)
        self.usings: dict[str, list[tuple[bool, str, str]]] = defaultdict(list)
        self.extensions: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.methods: dict[str, list[str]] = defaultdict(list)
        self.of: dict[str, list[str]] = defaultdict(list)
        for text in texts:
            position, *hints = text.split("\n")
            path = text_of(paths[int(position)])
            for hint in hints:
                self._take(path, hint)
        self.ending: dict[str, dict[str, str]] = defaultdict(dict)
        for name in self.types:
            around, _, last = name.rpartition(".")
            self.ending[last][around] = name

    def _take(self, path: str, hint: str) -> None:
        word, _, rest = hint.partition(" ")
        if not rest or word == "partial":
            self.types[rest or word].append(path)
            self.of[path].append(rest or word)
            if rest:
                self.partial.add((path, rest))
        elif word == "private":
            self.private.add(rest)
        elif word == "using":
            how, _, target = rest.partition("=")
            static, alias = how.startswith("static "), how.removeprefix("static ")
            self.usings[path].append((static, alias, target))
        elif word == "in":
            self.namespaces[path].append(rest)
        else:
            self._take_part(path, word, rest)

    def _take_part(self, path: str, owner: str, rest: str) -> None:
        mark, name = rest[:1], rest[2:]
        if mark == ":":
            self.bases[owner].append((name, path))
        elif mark == "+":
            self.extensions[name.removesuffix("()")].append((owner, path))
        elif name.endswith("()"):
            self.methods[name.removesuffix("()")].append(path)
        else:
            self.members[owner].add(name)
