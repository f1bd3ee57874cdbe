"""What an extractor and a language are: any module that has these names will do."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, runtime_checkable

from driftscan.graph.names import NameUse
from driftscan.graph.resolved import ResolvedFile
from driftscan.model.fact import FileFacts
from driftscan.model.graph import Dependency, Module


class Extractor(Protocol):
    """Reads one kind of file.

    extract() depends on the content alone (the cache is keyed by content) and never raises for
    bad input: what cannot be read is a Problem.
    """

    def extract(self, content: bytes, /) -> FileFacts:
        """Facts and problems of one file."""
        ...


class Beginning(Protocol):
    """Says how much of a content an extractor needs; runs in the process that started the workers,
    so it must not parse."""

    def __call__(self, content: bytes, /) -> bytes | None:
        """The beginning whose facts are those of the whole, unless it has a problem; None if the
        whole is needed."""
        ...


class Index(Protocol):
    """A language's view of the whole tree, made once and asked for each file.

    modules: sorted by key; references point to positions in it.
    """

    modules: Sequence[Module]

    def resolve(self, path: bytes, facts: FileFacts) -> ResolvedFile:
        """Where the references of one file lead; of the facts only imports, uses, namespaces and
        problems count, so a file in which these stay the same leads where it led."""
        ...


@runtime_checkable
class Successor(Protocol):
    """An index that can tell what holds of the one before it; a language may do without."""

    def follow(self, earlier: Index | None, /) -> None:
        """From now on note what each file asks. earlier: another index of the same language that
        did so, if there is one."""
        ...

    def holding(self, paths: Iterable[bytes], /) -> list[bytes]:
        """Those of these files that, with the imports that the earlier index resolved last for
        them, lead to the very same files and packages."""
        ...

    def asked(self) -> bytes:
        """All that files asked, for recall()."""
        ...

    def recall(self, asked: bytes, /) -> bool:
        """Take it that files asked what they asked of an index over the same tree; False if that
        can't be, and then this index follows none."""
        ...


class Language(Protocol):
    """A language whose references are resolved."""

    def wants_hints(
        self,
        paths: Sequence[bytes],
        manifests: Mapping[bytes, Sequence[FileFacts]],
        declared_roots: Sequence[str],
        /,
    ) -> bool:
        """Whether infer() looks at hints at all, for these files; most trees do without."""
        ...

    def hints(self, facts: FileFacts, /) -> tuple[str, ...]:
        """What the facts of one file say about the tree as a whole; few and short. Of a language
        whose files name each other by what they declare: the declarations."""
        ...

    def infer(
        self,
        paths: Sequence[bytes],
        manifests: Mapping[bytes, Sequence[FileFacts]],
        declared_roots: Sequence[str],
        hints: Mapping[bytes, tuple[str, ...]],
        /,
    ) -> tuple[str, ...]:
        """What follows from everyone's hints; files are resolved anew only when it changes."""
        ...

    def build_index(
        self,
        paths: Sequence[bytes],
        manifests: Mapping[bytes, Sequence[FileFacts]],
        declared_roots: Sequence[str],
        inferred: Sequence[str],
        named: Sequence[Module] = (),
        /,
    ) -> Index:
        """paths: files of this language, sorted; manifests: facts by manifest path. named: the
        modules, where an index over the same has named them before."""
        ...

    def names_used(
        self, module: Module, references: Iterable[tuple[Dependency, Module]], facts: FileFacts, /
    ) -> tuple[NameUse, ...]:
        """Which names a file takes from the modules it depends on, in the order of the text."""
        ...

    def may_define(self, content: bytes, name: str, /) -> bool:
        """Whether a line of a file looks as if it defined the name at all."""
        ...
