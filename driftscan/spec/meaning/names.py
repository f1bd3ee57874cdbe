"""The names a spec may use: its components, and the words that stand for several of them."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType

from msgspec import Struct

from driftscan.spec.meaning.words import (
    STAR,
    TAG,
    fits,
    is_glob,
    is_like,
    is_name,
    is_pattern,
    is_pattern_name,
    tag_of,
    trimmed_word,
)
from driftscan.spec.problem import quoted
from driftscan.spec.tree import Path, Problems
from driftscan.spec.vocabulary import KIND_BY_PLURAL, RESERVED

ALL_COMPONENTS = "components"


class Names(Struct, frozen=True, dict=True):
    """kind_by_component: '' for one whose description is broken; its kind and tags could be any.

    tags_by_component: of those that have some.
    """

    kind_by_component: Mapping[str, str] = MappingProxyType({})
    tags_by_component: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    @cached_property
    def plurals(self) -> tuple[str, ...]:
        """The kinds that at least one component has, as the plural word."""
        kinds = set(self.kind_by_component.values())
        return tuple(plural for plural, kind in KIND_BY_PLURAL.items() if kind in kinds)

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The tags that at least one component has, sorted."""
        return tuple(sorted({tag for tags in self.tags_by_component.values() for tag in tags}))

    @cached_property
    def patterns(self) -> tuple[str, ...]:
        """Names with a '*': which components they stand for is known once the tree is."""
        return tuple(filter(is_pattern, self.kind_by_component))

    @cached_property
    def all_kinds_known(self) -> bool:
        """Whether every component could be read, so that a kind without component is a mistake."""
        return "" not in self.kind_by_component.values()

    @cached_property
    def known(self) -> tuple[str, ...]:
        """All words for components, for suggestions."""
        return (*self.kind_by_component, *self.plurals, *(TAG + tag for tag in self.tags))

    def meant_by(self, word: str) -> tuple[str, ...]:
        """The components that a word stands for: itself, or those of its kind, tag or glob, sorted.

        () for a word that means nothing. A name that only fits a pattern is none of these.
        """
        if word in self.kind_by_component:
            found: Iterable[str] = [word]
        elif word in KIND_BY_PLURAL:
            kind = KIND_BY_PLURAL[word]
            found = (name for name, each in self.kind_by_component.items() if each == kind)
        elif word.startswith(TAG):
            tag = tag_of(word)
            found = (name for name, tags in self.tags_by_component.items() if tag in tags)
        else:
            globbed = is_glob(word)
            found = (name for name in self.kind_by_component if globbed and is_like(name, word))
        return tuple(sorted(found))

    def may_be_made(self, word: str) -> bool:
        """Whether the tree decides what the word means: a glob, or a name that fits a pattern."""
        if is_glob(word):
            return bool(self.patterns)
        return any(fits(word, pattern) for pattern in self.patterns)


def check_component_name(name: str, path: Path, problems: Problems) -> None:
    """A component's name must be one word that means nothing else."""
    if name in RESERVED:
        message = f"{quoted(name)} is a word of the syntax; give the component another name"
        problems.add(path, message)
    elif name == STAR:
        message = "'*' alone is everything; write more of the name, for example services/*"
        problems.add(path, message)
    elif not is_name(name) and not is_pattern_name(name):
        problems.add(
            path,
            f"component name {quoted(name)} may have letters, digits, '-', '_', '.' and '/' only, "
            "and one '*' for what differs in its path, and begins with a letter or digit; rename "
            "it",
        )


def is_module_name(text: str) -> bool:
    """One word with dots; a '/' can only be in the source root that 'root:name' begins with."""
    return len(text.split()) == 1 and "/" not in text.rpartition(":")[2]


def members_of(words: Iterable[str], path: Path, names: Names, problems: Problems) -> list[str]:
    """The components that words stand for, in the order written; unknown words are problems.

    In a spec with patterns the words themselves, looked up again when the tree is known: what
    spec/expand makes of them.
    """
    found: list[str] = []
    for word in map(trimmed_word, words):
        meant = () if word == STAR else names.meant_by(word)
        if names.patterns and (meant or names.may_be_made(word)):
            found.append(word)
        elif meant:
            found += meant
        else:
            _add_unknown(word, path, names, problems)
    return found


def check_component(word: str, path: Path, names: Names, problems: Problems) -> None:
    """Where one component is meant, a word for several will not do."""
    if word in names.kind_by_component and not is_pattern(word):
        return
    if word in KIND_BY_PLURAL:
        problems.add(path, f"{quoted(word)} is a kind, and one component is meant; name it")
    elif word.startswith(TAG) or is_glob(word):
        problems.add(
            path, f"{quoted(word)} may stand for several, and one component is meant; name it"
        )
    elif not names.may_be_made(word):
        _add_unknown(word, path, names, problems)


def _add_unknown(word: str, path: Path, names: Names, problems: Problems) -> None:
    """Say why a word means no component; nothing of one that a broken component may explain."""
    if word in KIND_BY_PLURAL:
        if names.all_kinds_known:
            problems.add(path, _no_kind(word))
    elif word.startswith(TAG):
        if names.all_kinds_known:
            tag = tag_of(word)
            problems.add(
                path,
                f"no component has the tag {quoted(tag)}",
                word=tag,
                among=names.tags,
                otherwise=f"give one `tags: [{tag}]`, or name components",
            )
    elif is_glob(word):
        problems.add(
            path,
            f"no component has a name like {quoted(word)}",
            word=word,
            among=names.known,
            otherwise="add one under the key 'components', or correct the word",
        )
    else:
        problems.add(
            path,
            f"unknown component {quoted(word)}",
            word=word,
            among=names.known,
            otherwise="add it under the key 'components', or correct the name",
        )


def _no_kind(plural: str) -> str:
    kind = KIND_BY_PLURAL[plural]
    return (
        f"no component has the kind {kind}, so {quoted(plural)} means nothing; "
        f"give one `kind: {kind}`, or name components"
    )
