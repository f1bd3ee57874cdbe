"""go.mod as facts: the module's path, its requirements, and what stands in for which module."""

from driftscan.extract.go_mod.directives import Directive, read_directives, split_at_arrow
from driftscan.model.fact import FileFacts, Problem, ProjectFact, RequirementFact, SettingFact

_INDIRECT = "indirect"


def extract(content: bytes) -> FileFacts:
    """Facts of a go.mod file.

    requirements: scope 'pinned' for those marked `// indirect`, which only another module asks
    for. settings: `replace` (old path, old version, new path, new version), `exclude` (path,
    version), `tool` (package); versions are '' where none is written.
    """
    said = read_directives(content)
    if any(problem.fatal for problem in said.problems):
        return FileFacts(problems=said.problems)
    modules = [each for each in said.of("module") if len(each.words) == 1]
    troubles = [*said.problems]
    if not modules:
        troubles.append(Problem("syntax", "names no module", 1))
    required = said.of("require")
    troubles += [
        Problem("requirement", "not a module and a version", each.line)
        for each in required
        if len(each.words) != 2
    ]
    return FileFacts(
        projects=tuple(ProjectFact(each.words[0], each.line) for each in modules[:1]),
        requirements=tuple(_requirement(each) for each in required if len(each.words) == 2),
        settings=(*replacements(said.of("replace"), troubles), *_others(said.lines)),
        problems=tuple(sorted(troubles, key=lambda problem: problem.line)),
    )


def replacements(lines: list[Directive], troubles: list[Problem]) -> list[SettingFact]:
    """A setting for each `replace`; adds to troubles what is none."""
    found = []
    for each in lines:
        sides = split_at_arrow(each.words)
        if sides is None:
            troubles.append(Problem("unexpected-value", "replaces no module", each.line))
        else:
            found.append(SettingFact("replace", (*sides[0], *sides[1]), each.line))
    return found


def _requirement(directive: Directive) -> RequirementFact:
    # The go command itself reads `// indirect; why` as well.
    indirect = directive.comment.partition(";")[0].strip() == _INDIRECT
    return RequirementFact(directive.words[0], directive.line, "pinned" if indirect else "runtime")


def _others(lines: tuple[Directive, ...]) -> list[SettingFact]:
    counts = {"exclude": 2, "tool": 1}
    return [
        SettingFact(each.verb, each.words, each.line)
        for each in lines
        if len(each.words) == counts.get(each.verb)
    ]
