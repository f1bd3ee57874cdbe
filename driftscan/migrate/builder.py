"""A draft while it is being put together."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from driftscan.migrate.draft import (
    Arrow,
    Draft,
    DraftComponent,
    DraftException,
    DraftRule,
)
from driftscan.migrate.migration import ForeignFile, NoEqual, sorted_out
from driftscan.migrate.modules import Modules
from driftscan.model.rule import plain_rule_name
from driftscan.notation.words import one_line


class Builder:
    """Collects components, rules and what has no equal; file: what is being read."""

    def __init__(self, file: ForeignFile, modules: Modules) -> None:
        self.file = file
        self.modules = modules
        self.via: str = ""
        self.rules: list[DraftRule] = []
        self.exceptions: list[DraftException] = []
        self._components: dict[str, DraftComponent] = {}
        self._missing: list[NoEqual] = []

    @property
    def missing(self) -> tuple[NoEqual, ...]:
        """What has no equal, by place."""
        return sorted_out(self._missing)

    def no_equal(self, line: int, sentence: str, file: str = "") -> None:
        """Say that something of the file is not in the spec."""
        self._missing.append(NoEqual(f"{file or self.file.name}:{line}", sentence))

    def component(self, name: str) -> str:
        """The key of the component for a module with all below it."""
        return self.add(DraftComponent(key=name, wish=name, paths=self.modules.paths(name)))

    def components(self, names: Iterable[str]) -> tuple[str, ...]:
        """The keys of several."""
        return tuple(map(self.component, names))

    def module_itself(self, name: str) -> str:
        """The key of the component for a module without what is below it."""
        if not self.modules.children(name):
            return self.component(name)
        wish = f"{name}.__init__"
        return self.add(DraftComponent(key=wish, wish=wish, paths=self.modules.own_paths(name)))

    def add(self, component: DraftComponent) -> str:
        """The key of a component; the first that was added under a key stays."""
        self._components.setdefault(component.key, component)
        return component.key

    def externals(self, names: Iterable[str], line: int, file: str = "") -> list[str]:
        """External packages as words of a spec; what can't be the name of one is told."""
        words = []
        for name in dict.fromkeys(names):
            if re.fullmatch(r"\w[\w.-]*", name):
                words.append(f"external:{name}")
            else:
                self.no_equal(line, f"'{name}' is no name of a package; it was left out", file)
        return words

    def rule(self, rule: DraftRule) -> str:
        """Add a rule under a name that no other rule has, and give that name."""
        asked = one_line(rule.name) or "rule"
        name, number = asked, 2
        taken = {plain_rule_name(other.name) for other in self.rules}
        while plain_rule_name(name) in taken:
            name, number = f"{asked} ({number})", number + 1
        keys = rule.keys + ((("via", self.via),) if self.via else ())
        clean = replace(rule, reason=one_line(rule.reason), origin=one_line(rule.origin))
        self.rules.append(replace(clean, name=name, keys=keys))
        return name

    def draft(
        self,
        heading: tuple[str, ...],
        exclude: tuple[str, ...] = (),
        roots: tuple[str, ...] = (),
    ) -> Draft:
        """All that was collected."""
        return Draft(
            heading=heading,
            components=tuple(sorted(self._components.values(), key=lambda each: each.key)),
            rules=tuple(self.rules),
            exceptions=tuple(self.exceptions),
            exclude=exclude,
            roots=roots,
        )


def deny(sources: Iterable[str], targets: Iterable[str]) -> tuple[str, Arrow]:
    """The first key of a rule that keeps sources from targets."""
    return "deny", Arrow(tuple(sources), tuple(targets))
