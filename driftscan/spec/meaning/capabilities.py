"""The section `capabilities` and the rule that each is implemented once."""

from collections.abc import Iterator

from driftscan.model.capability import LANGUAGE_OF, Solution
from driftscan.model.rule import CapabilityUse, OneImplementation, RuleHead
from driftscan.spec.catalogue.folder import capability_names
from driftscan.spec.meaning.names import Names, members_of
from driftscan.spec.meaning.rule_head import rule_head, words_of
from driftscan.spec.meaning.validity import repeated
from driftscan.spec.problem import quoted
from driftscan.spec.shapes.capabilities import CapabilityShape, OneImplementationShape
from driftscan.spec.shapes.read import Shapes
from driftscan.spec.tree import Path, Problems

SECTION = "capabilities"
EVERY = "all"
_PAGE = "docs/capabilities.md lists all"


def read_one_implementation(
    shape: OneImplementationShape, path: Path, names: Names, problems: Problems
) -> OneImplementation:
    """What is done in one way, and by whom."""
    words = words_of(shape.one_implementation)
    place = (*path, "one_implementation")
    if not words:
        problems.add(place, f"this names no capability; name one at least, or write {EVERY}")
    for word in repeated(words):
        problems.add(place, f"{quoted(word)} is named twice; name it once")
    known = (*capability_names(), *_own_names(problems))
    for word in words:
        if word != EVERY and word not in known:
            message = f"the catalogue has no capability {quoted(word)}"
            problems.add(place, message, word, known, otherwise=_PAGE)
    members = words_of(shape.among) if shape.among is not None else ()
    return OneImplementation(
        head=rule_head(shape, f"one_implementation {', '.join(words)}", path, problems),
        capabilities=() if EVERY in words else words,
        members=tuple(dict.fromkeys(members_of(members, (*path, "among"), names, problems))),
        across_languages=shape.across_languages,
    )


def _own_names(problems: Problems) -> tuple[str, ...]:
    """Capabilities that the spec itself describes."""
    value = problems.tree.value
    section = value.get(SECTION) if isinstance(value, dict) else None
    return tuple(section) if isinstance(section, dict) else ()


def read_capabilities(shapes: Shapes, problems: Problems) -> Iterator[tuple[Path, CapabilityUse]]:
    """The rule that each entry of `capabilities` is which says what to use."""
    for name, shape in (shapes.file.capabilities or {}).items():
        path = (SECTION, name)
        if not shape.use and not shape.packages:
            problems.add(
                path,
                f"capability {quoted(name)} says nothing; add the one solution, for example use: "
                "celery, or packages that the catalogue does not know",
            )
        families = _families(name, shape, path, problems)
        if families:
            yield (
                path,
                CapabilityUse(
                    head=_head(name, shape, path, problems), capability=name, use=families
                ),
            )


def _head(name: str, shape: CapabilityShape, path: Path, problems: Problems) -> RuleHead:
    return RuleHead(
        name=f"capability {name}",
        severity=shape.severity,
        reason=shape.reason,
        owner=shape.owner,
        adr=shape.adr,
        until=shape.until,
        line=problems.tree.position(path).line,
    )


def _families(name: str, shape: CapabilityShape, path: Path, problems: Problems) -> tuple[str, ...]:
    """The families of the solutions that are to be used."""
    known = {package: package for each in (shape.packages or {}).values() for package in each}
    if name in capability_names():
        from driftscan.spec.catalogue.load import load_capability  # only if a spec asks for it

        solutions = load_capability(name).solutions
        known |= {each.package: each.family for each in solutions}
        known |= {each.family: each.family for each in solutions}
    elif not shape.packages:
        message = f"the catalogue has no capability {quoted(name)}"
        problems.add(path, message, name, capability_names(), otherwise=_PAGE)
        return ()
    for word in shape.use:
        if word not in known:
            message = f"the catalogue knows no {quoted(word)} for {name}"
            remedy = "add it to its packages if it is your own"
            problems.add((*path, "use"), message, word, tuple(known), otherwise=remedy)
    return tuple(dict.fromkeys(known[word] for word in shape.use if word in known))


def read_packages(shapes: Shapes, problems: Problems) -> Iterator[Solution]:
    """What the spec adds to the catalogue."""
    for name, shape in (shapes.file.capabilities or {}).items():
        for section, packages in (shape.packages or {}).items():
            path = (SECTION, name, "packages", section)
            if section not in LANGUAGE_OF:
                message = f"{quoted(section)} is no ecosystem that driftscan reads"
                problems.add(path, message, section, tuple(LANGUAGE_OF))
                continue
            for package, imports in packages.items():
                if not imports:
                    problems.add((*path, package), "name what code imports of it")
                yield Solution(
                    capability=name,
                    section=section,
                    package=package,
                    imports=imports,
                    explicit=True,
                    family=package,
                )
