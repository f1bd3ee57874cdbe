"""The names a spec may use: its components, and kinds as a word for all components of a kind."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType

from msgspec import Struct

from driftscan.spec.problem import quoted
from driftscan.spec.tree import Path, Problems
from driftscan.spec.vocabulary import KIND_BY_PLURAL, RESERVED

ALL_COMPONENTS = "components"
_NAME = re.compile(r"\w[\w./-]*")


class Names(Struct, frozen=True, dict=True):
    """kind_by_component: '' for one whose description is broken; its kind could be any."""

    kind_by_component: Mapping[str, str] = MappingProxyType({})

    @cached_property
    def plurals(self) -> tuple[str, ...]:
        """The kinds that at least one component has, as the plural word."""
        kinds = set(self.kind_by_component.values())
        return tuple(plural for plural, kind in KIND_BY_PLURAL.items() if kind in kinds)

    @cached_property
    def all_kinds_known(self) -> bool:
        """Whether every component could be read, so that a kind without component is a mistake."""
        return "" not in self.kind_by_component.values()

    @cached_property
    def known(self) -> tuple[str, ...]:
        """All words for components, for suggestions."""
        return (*self.kind_by_component, *self.plurals)

    def of_kind(self, plural: str) -> tuple[str, ...]:
        """Components of a kind, sorted."""
        kind = KIND_BY_PLURAL[plural]
        return tuple(sorted(name for name, each in self.kind_by_component.items() if each == kind))


def check_component_name(name: str, path: Path, problems: Problems) -> None:
    """A component's name must be one word that means nothing else."""
    if name in RESERVED:
        message = f"{quoted(name)} is a word of the syntax; give the component another name"
        problems.add(path, message)
    elif not _NAME.fullmatch(name):
        problems.add(
            path,
            f"component name {quoted(name)} may have letters, digits, '-', '_', '.' and '/' only, "
            "and begins with a letter or digit; rename it",
        )


def repeated(words: Iterable[str]) -> list[str]:
    """Words that stand there more than once, sorted."""
    return sorted(word for word, count in Counter(words).items() if count > 1)


def is_module_name(text: str) -> bool:
    """One word with dots; a '/' can only be in the source root that 'root:name' begins with."""
    return len(text.split()) == 1 and "/" not in text.rpartition(":")[2]


def members_of(words: Iterable[str], path: Path, names: Names, problems: Problems) -> list[str]:
    """The components that words stand for, in the order written; unknown words are problems."""
    found: list[str] = []
    for word in words:
        if word in names.kind_by_component:
            found.append(word)
        elif word in KIND_BY_PLURAL:
            found += _of_kind(word, path, names, problems)
        else:
            problems.add(
                path,
                f"unknown component {quoted(word)}",
                word=word,
                among=names.known,
                otherwise="add it under the key 'components', or correct the name",
            )
    return found


def check_component(word: str, path: Path, names: Names, problems: Problems) -> None:
    """Where one component is meant, a kind will not do."""
    if word in KIND_BY_PLURAL and word not in names.kind_by_component:
        problems.add(path, f"{quoted(word)} is a kind, and one component is meant; name it")
    else:
        members_of([word], path, names, problems)


def _of_kind(plural: str, path: Path, names: Names, problems: Problems) -> tuple[str, ...]:
    members = names.of_kind(plural)
    if not members and names.all_kinds_known:
        kind = KIND_BY_PLURAL[plural]
        problems.add(
            path,
            f"no component has the kind {kind}, so {quoted(plural)} means nothing; "
            f"give one `kind: {kind}`, or name components",
        )
    return members
