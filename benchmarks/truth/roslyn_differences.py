"""What the compiler says of a tree, and why a line that we report is not among it.

NO_PACKAGE: the compiler could not bind the name on that line, since the receiver's type comes from
a package that it does not see; the file that we name declares an extension method of that name.
CONDITION: the name is declared, or made an alias, under a condition that does not hold in the build
that the compiler was told of. We read all branches.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from benchmarks.truth.roslyn import Bound

NO_PACKAGE = "no package"
CONDITION = "condition"

# (repository, path, line, target): who is right, each read in the source.
EXPLAINED: dict[tuple[str, str, int, str], str] = {
    (
        "JamesNK/Newtonsoft.Json",
        "Src/Newtonsoft.Json.Tests/Documentation/Samples/Serializer/JsonConstructorAttribute.cs",
        54,
        "Src/Newtonsoft.Json/JsonConstructorAttribute.cs",
    ): "Roslyn: the class around it is called JsonConstructorAttribute, but is none",
    (
        "JamesNK/Newtonsoft.Json",
        "Src/Newtonsoft.Json/Serialization/DefaultContractResolver.cs",
        1418,
        "Src/Newtonsoft.Json/Serialization/ExpressionValueProvider.cs",
    ): "Roslyn: of a file that is read with each side of its conditions we have no `#elif`",
}

_DECLARED = re.compile(
    r"\b(?:class|struct|interface|enum)\s+(\w+)|\bdelegate\s.*?(\w+)(?:<[^>]*>)?\("
    r"|(\w+)(?:<[^>]*>)?\(\s*this\b|\busing\s+(\w+)\s*=|\bstatic\s.*?(\w+)(?:<[^>]*>)?\("
)

_EXTENDS = r"\s*(?:<[^>]*>)?\(\s*(?:\[\w+\]\s*)?this\b"

Line = tuple[str, int]


class Answers(Struct, frozen=True):
    """What the compiler says. named, told: by line the sets of files, of types that are named, and
    of all. extensions, members: of calls and members whose type is not named. unread: files with
    errors. inactive: lines switched off. unbound: names without a meaning."""

    named: Mapping[Line, list[frozenset[str]]]
    told: Mapping[Line, set[str]]
    extensions: Mapping[Line, list[frozenset[str]]]
    members: Mapping[Line, list[frozenset[str]]]
    unread: frozenset[str]
    inactive: frozenset[Line]
    unbound: Mapping[Line, set[str]]


def sorted_answers(rows: Iterable[Bound]) -> Answers:
    """The rows by what they are about."""
    named: dict[Line, list[frozenset[str]]] = defaultdict(list)
    extensions: dict[Line, list[frozenset[str]]] = defaultdict(list)
    members: dict[Line, list[frozenset[str]]] = defaultdict(list)
    told: dict[Line, set[str]] = defaultdict(set)
    unbound: dict[Line, set[str]] = defaultdict(set)
    unread, inactive = set(), set()
    for row in rows:
        line = (row.path, row.line)
        if row.kind == "unread":
            unread.add(row.path)
        elif row.kind == "inactive":
            inactive.add(line)
        elif row.kind == "unbound":
            unbound[line] |= row.targets
        else:
            told[line] |= row.targets
        if row.kind == "type":
            named[line].append(row.targets)
        elif row.kind == "extension":
            extensions[line].append(row.targets)
        elif row.kind == "member":
            members[line].append(row.targets)
    return Answers(
        named, told, extensions, members, frozenset(unread), frozenset(inactive), unbound
    )


class Differences:
    """Tells why a line is only ours."""

    def __init__(self, tree: Path, answers: Answers) -> None:
        self._tree = tree
        self._answers = answers

    def why(self, line: Line, target: str) -> str:
        """NO_PACKAGE, CONDITION or, unexplained, ''."""
        there = self._text(target)
        for name in self._answers.unbound.get(line, ()):
            if re.search(rf"\b{re.escape(name)}{_EXTENDS}", there):
                return NO_PACKAGE
        path, number = line
        words = set(re.findall(r"\w+", self._text(path).split("\n")[number - 1]))
        conditional = self._declared[target] | self._declared[path]
        return CONDITION if any({w, f"{w}Attribute"} & conditional for w in words) else ""

    @cached_property
    def _declared(self) -> dict[str, set[str]]:
        """By file, the names that only lines which are switched off declare."""
        found: dict[str, set[str]] = defaultdict(set)
        for path, number in self._answers.inactive:
            lines = self._text(path).split("\n")
            if number <= len(lines):
                for groups in _DECLARED.findall(lines[number - 1]):
                    found[path].update(name for name in groups if name)
        return found

    def _text(self, path: str) -> str:
        return (self._tree / path).read_text("utf-8-sig", "replace")
